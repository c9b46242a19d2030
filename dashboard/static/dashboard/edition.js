// The static edition's search, from the JSON index of its language. Without this script its box
// stays hidden, and the pages are whole.
const edition = (() => {
  const box = document.querySelector("[data-index]");
  const address = new URL(box.dataset.index, document.baseURI);
  const SHOWN = 20;
  // However a figure is typed: 1580 finds 1,580, and 80% finds 80 %.
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/(\d),(?=\d{3})/g, "$1").replace(/(\d)\s+%/g, "$1%");
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const made = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  };

  // A page on a disk may not fetch, and some servers do not know JSON; as a script it always comes.
  const byScript = () => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address.href.replace(/json$/, "js");
    script.onload = () => resolve(window.zhunshengIndex);
    script.onerror = reject;
    document.head.append(script);
  });
  const byFetch = async () => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };
  const read = (index) => {
    const cards = index.indicators.flatMap(([code, name, other, area, owner, places]) =>
      places.map((cells) => {
        const card = Object.fromEntries(index.columns.map((column, at) => [column, cells[at]]));
        return {
          ...card, name, owner, area, code,
          href: new URL(card.href, address).href,
          own: plain(`${name} ${other}`),
          words: plain([code, name, other, card.value, card.written, card.target, index.standings[card.standing][1],
            ...index.areas[area], ...index.owners[owner], ...index.places[card.place]].join("\n")),
        };
      }));
    const pages = index.pages.map(([kind, name, other, link]) => ({
      name, kind, href: new URL(link, address).href, own: plain(`${name} ${other}`), words: plain(`${name}\n${other}\n${index.kinds[kind]}`),
    }));
    return { ...index, cards, entries: [...cards, ...pages] };
  };
  let loading;
  const loaded = () => {
    loading ??= (location.protocol === "file:" ? byScript() : byFetch().catch(byScript)).then(read);
    loading.catch(() => { loading = undefined; });
    return loading;
  };

  // Search: every word must be somewhere in an entry; those with all words in their own name come first.
  const field = box.querySelector("input");
  const panel = box.querySelector(".panel");
  const [said, instead] = panel.children;
  const list = made("ol", "", "");
  said.after(list);
  const links = () => [...panel.querySelectorAll("a:not([hidden])")];
  const close = () => {
    panel.classList.remove("open");
    list.replaceChildren();
    said.textContent = "";
    instead.hidden = true;
  };
  const shown = (entry, index) => {
    const item = document.createElement("li");
    const link = made("a", "name", entry.name);
    link.href = entry.href;
    item.append(link);
    if (entry.kind) {
      item.append(made("span", "place", index.kinds[entry.kind]));
    } else {
      const [code, standing] = index.standings[entry.standing];
      item.append(made("span", "figure", entry.value), made("span", "place", index.places[entry.place][1]), made("span", `standing ${code}`, standing));
    }
    return item;
  };
  const typed = () => plain(field.value).split(/\s+/).filter(Boolean);
  const search = async ({ isComposing = false } = {}) => {
    const words = typed();
    if (!words.length) return close();
    const index = await loaded().catch(() => null);
    if (typed().join() !== words.join()) return;
    const found = (index?.entries ?? []).filter((entry) => words.every((word) => entry.words.includes(word)));
    // Half a word of an input method stands for nothing yet.
    if (isComposing && !found.length) return;
    const isOwn = (entry) => words.every((word) => entry.own.includes(word));
    const first = [...found.filter(isOwn), ...found.filter((entry) => !isOwn(entry))].slice(0, SHOWN);
    list.replaceChildren(...first.map((entry) => shown(entry, index)));
    const sentence = !index ? "failed" : !found.length ? "nothing" : found.length > first.length ? "first" : "found";
    said.textContent = filled(said.dataset[sentence], { number: found.length, shown: first.length });
    instead.hidden = found.length > 0;
    panel.classList.add("open");
  };
  field.addEventListener("input", search);
  field.addEventListener("compositionend", () => search());
  field.addEventListener("focus", () => panel.classList.contains("open") || search());
  box.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape" && panel.classList.contains("open")) {
      field.focus();
      close();
    } else if (event.key === "Enter" && at < 0) {
      await search();
      list.querySelector("a")?.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      (all[at + (event.key === "ArrowDown" ? 1 : -1)] ?? (event.key === "ArrowUp" ? field : all[at]))?.focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  box.addEventListener("focusout", (event) => event.relatedTarget && !box.contains(event.relatedTarget) && close());
  document.addEventListener("pointerdown", (event) => box.contains(event.target) || close());
  box.hidden = false;
  return { loaded, filled, made };
})();
