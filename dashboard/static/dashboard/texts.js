// A text by keyboard: while one of its figures has the focus, Enter takes the first offer, c opens
// the choice, x ignores, z takes back, and j, k or the arrows move.
const rows = () => [...document.querySelectorAll(".mention-row")];
const isOpen = (row) => !row.matches(".taken, .ignored");
const KEYS = { Enter: "take", c: "choose", x: "ignore", z: "back" };
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
let waiting = null;

const show = (row) => {
  for (const mark of document.querySelectorAll(".mention.now")) mark.classList.remove("now");
  document.getElementById(row.dataset.mark)?.classList.add("now");
};
const move = (row, step) => {
  const all = rows();
  all[all.indexOf(row) + step]?.focus();
};

document.addEventListener("keydown", (event) => {
  const row = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && row.closest?.(".choice")) row.closest(".mention-row").focus();
  if (!row.matches?.(".mention-row")) return;
  if (STEPS[event.key]) {
    event.preventDefault();
    move(row, STEPS[event.key]);
    return;
  }
  const wanted = row.querySelector(`[data-key="${KEYS[event.key]}"]`);
  if (!wanted) return;
  event.preventDefault();
  const reason = wanted.form?.querySelector("input[name=reason]");
  if (reason && !reason.value) {
    reason.focus();
    return;
  }
  if (event.key === "Enter" || event.key === "x") waiting = rows().indexOf(row);
  wanted.click();
});
document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.(".mention-row");
  if (row) show(row);
});

// What was decided by a key leads on to the next figure; everything else keeps the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const row = document.getElementById(event.detail.target?.id);
  if (!row?.matches(".mention-row")) return;
  if (row.querySelector(".problem, .choice")) {
    (row.querySelector(".choice select") ?? row).focus();
  } else if (waiting !== null) {
    (rows().slice(waiting + 1).find(isOpen) ?? row).focus();
  } else if (document.activeElement === document.body) {
    row.focus();
  }
  waiting = null;
});

// A login page in the place of a figure, or no answer at all: nothing was decided, and the row says so.
const say = (element) => {
  const row = element.closest(".mention-row");
  if (!row) return;
  const said = document.createElement("p");
  said.className = "problem";
  said.setAttribute("role", "alert");
  said.textContent = row.closest("ol").dataset.unsaved;
  row.querySelector(".problem")?.remove();
  row.append(said);
};
document.addEventListener("htmx:beforeSwap", (event) => {
  if (new URL(event.detail.xhr.responseURL).pathname.includes("/desk/texts/")) return;
  event.detail.shouldSwap = false;
  say(event.detail.elt);
});
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => say(event.detail.elt));
}
document.addEventListener("DOMContentLoaded", () => {
  const named = document.getElementById(location.hash.slice(1));
  const all = rows();
  // The place in the address is that of the row decided on last; without htmx, too, it leads on.
  const next = all.slice(all.indexOf(named)).find(isOpen);
  const first = named?.matches(".mention-row") ? (next ?? named) : all.find(isOpen);
  if (first && document.activeElement === document.body) first.focus({ preventScroll: !named });
});

// What is given of a new text stays in this tab until it is taken in.
const form = document.querySelector("form[data-keep]");
const kept = (field) => `new text ${field.name}`;
const fields = form ? [...form.querySelectorAll("textarea, input:not([type=hidden], [type=file])")] : [];
for (const field of fields) {
  const typed = sessionStorage.getItem(kept(field));
  if (typed && !field.value) {
    field.value = typed;
    form.closest("details").open = true;
  }
  field.addEventListener("input", () => sessionStorage.setItem(kept(field), field.value));
}
if (document.querySelector(".stretch")) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("new text ")) sessionStorage.removeItem(key);
  }
}
