// The list of indicators is cut into pages, so it is sorted and narrowed as a whole, from the
// edition's index. Without this script the list stays in its own order.
(() => {
  const NOTHING = "—";
  const tools = document.querySelector(".sorting");
  const heads = [...document.querySelectorAll("th[data-column]")];
  const body = heads[0]?.closest("table").tBodies[0];
  if (!tools || body.rows[0]?.cells.length !== heads.length) return;
  const [told, back] = tools.querySelectorAll("[role=status], button");
  const more = document.querySelector("button.more");
  const pages = document.querySelector("nav.pages");
  const choices = [...tools.querySelectorAll("select")];
  const original = [...body.rows];
  const language = document.documentElement.lang;
  const { compare } = new Intl.Collator(language.startsWith("zh") ? "zh-Hans-u-co-pinyin" : language, { numeric: true });
  let [column, isDown, isAll] = ["", false, false];
  // What many cards share stands once in the index, as its code and its words.
  const shared = (card, name, index) => index[`${name}s`]?.[card[name]];
  const fill = (cell, card, name, index) => {
    const [code, words] = shared(card, name, index) ?? ["", card[name] || NOTHING];
    const link = cell.querySelector("a");
    if (link) link.href = card.href;
    if (cell.classList.contains("standing")) cell.className = `standing ${code}`;
    (link ?? cell).textContent = words;
  };
  const row = (card, index) => {
    const copy = original[0].cloneNode(true);
    heads.forEach((head, number) => fill(copy.cells[number], card, head.dataset.column, index));
    return copy;
  };
  const key = (card) => (`${column}_key` in card ? card[`${column}_key`] : card[column]);
  // What has no value comes last, whichever way; equals stay as the list has them.
  const before = (one, other) => {
    const [first, second] = [key(one), key(other)];
    if (first === null || second === null) return (first === null) - (second === null);
    return (isDown ? -1 : 1) * (typeof first === "string" ? compare(first, second) : first - second);
  };
  // Say at the head of the column that the rows are sorted by it, and return the head.
  const mark = () => {
    for (const head of heads) head.removeAttribute("aria-sort");
    const head = heads.find((one) => one.dataset.column === column);
    head?.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    return head;
  };
  const draw = async () => {
    const index = await edition.loaded().catch(() => null);
    if (!index) {
      told.textContent = told.dataset.failed;
      return;
    }
    const [area, standing] = choices.map((choice) => choice.value);
    const chosen = index.cards.filter((card) => (!area || index.areas[card.area][0] === area) && (!standing || index.standings[card.standing][0] === standing));
    if (column) chosen.sort(before);
    const some = isAll ? chosen : chosen.slice(0, Number(more.dataset.rows));
    body.replaceChildren(...some.map((card) => row(card, index)));
    more.hidden = some.length === chosen.length;
    back.hidden = false;
    if (pages) pages.hidden = true;
    const head = mark();
    const sentence = !chosen.length ? "nothing" : !column ? "rows" : isDown ? "descending" : "ascending";
    told.textContent = edition.filled(told.dataset[sentence], { number: chosen.length, column: head?.textContent });
  };
  for (const head of heads.filter((one) => "sortable" in one.dataset)) {
    const button = edition.made("button", "plain", head.textContent.trim());
    button.type = "button";
    button.addEventListener("click", () => {
      isDown = column === head.dataset.column && !isDown;
      column = head.dataset.column;
      draw();
    });
    head.replaceChildren(button);
  }
  for (const choice of choices) choice.addEventListener("change", draw);
  more.addEventListener("click", () => { isAll = true; draw(); });
  back.addEventListener("click", () => {
    for (const choice of choices) [...choice.options].forEach((option) => { option.selected = option.defaultSelected; });
    [column, isDown, isAll] = ["", false, false];
    body.replaceChildren(...original);
    mark();
    told.textContent = "";
    more.hidden = back.hidden = true;
    if (pages) pages.hidden = false;
    heads[0].querySelector("button").focus();
  });
  tools.hidden = false;
})();
