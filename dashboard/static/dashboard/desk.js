// The desk by keyboard: Enter saves and moves on, = takes the last figure, arrows move.
// What is typed stays in this tab until the server has it, whatever happens in between.
const figures = () => [...document.querySelectorAll("input.typed")];
const fieldsOf = (row) => [...row.querySelectorAll("select, input[name]:not([type=hidden], [type=file])")];
const differs = (field) => {
  if (field.options) return !field.selectedOptions[0].defaultSelected;
  return field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
};
const isDirty = (row) => fieldsOf(row).some(differs);
const kept = (field) => `field ${field.id}`;
const stateOf = (field) => (field.type === "checkbox" ? String(field.checked) : field.value);

const move = (field, step) => {
  const all = figures();
  const next = all[all.indexOf(field) + step];
  if (next) {
    next.focus();
    next.select();
  }
};
const setState = (field, state) => {
  if (field.type === "checkbox") field.checked = state === "true";
  else field.value = state;
};
// What each field held when its row was sent.
const sent = new Map();
const save = (row) => {
  if (row.dataset.saving) return;
  row.dataset.saving = "yes";
  for (const field of fieldsOf(row)) sent.set(field.id, stateOf(field));
  row.querySelector("form[id]").requestSubmit();
};

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.("input.typed")) return;
  if (event.key === "=" && field.dataset.last) {
    field.value = field.dataset.last;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(field, event.key === "ArrowDown" ? 1 : -1);
    return;
  } else if (event.key !== "Enter") {
    return;
  }
  event.preventDefault();
  save(field.closest("tr"));
  move(field, 1);
});

// A row saves itself when it is left, never while somebody is still typing in it.
document.addEventListener("focusout", (event) => {
  const row = event.target.closest?.("table.owed tr");
  if (row?.querySelector("form[id]") && !row.contains(event.relatedTarget) && isDirty(row)) save(row);
});
const keep = (field) => sessionStorage.setItem(kept(field), stateOf(field));
document.addEventListener("input", (event) => {
  const field = event.target;
  const row = field.id ? field.closest("table.owed tr") : null;
  if (!row) return;
  keep(field);
  const typed = row.querySelector("input.typed");
  const word = row.querySelector("select[name=qualifier]");
  // A qualifier is chosen for the text that stands there, and ends when other text is typed. Chosen
  // before any text, it is for the first one, which may be typed sign by sign.
  if (field === word) {
    word.dataset.of = typed.value;
    word.dataset.first = typed.value ? "" : "yes";
  }
  if (field !== typed) return;
  const [before, now] = [word.dataset.of ?? "", typed.value];
  if (word.dataset.first && now && (now.startsWith(before) || before.startsWith(now))) word.dataset.of = now;
  else if (word.value) {
    word.value = "";
    keep(word);
  }
  showUnderstood(row);
});
// What was understood is said of the text that was saved, and of no other.
const showUnderstood = (row) => {
  row.querySelector(".understood").hidden = differs(row.querySelector("input.typed"));
};

// Nothing is submitted while the screen shows something else than what the server has.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.submit")) return;
  const rows = [...document.querySelectorAll("table.owed tbody tr")];
  const unsaved = rows.find((row) => row.querySelector("form[id]") && (row.matches(".wrong") || isDirty(row)));
  if (!unsaved) return;
  event.preventDefault();
  event.target.querySelector(".problem").hidden = false;
  unsaved.querySelector("input.typed").focus();
});

// A login page in the place of a row, or no answer at all: nothing was saved, and the row says so.
const say = (row) => {
  delete row.dataset.saving;
  row.classList.add("wrong");
  row.querySelector(".state").textContent = row.closest("table").dataset.unsaved;
};
// What was typed while the row was on its way comes back into the row that takes its place.
const newer = new Map();
let focused = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.elt.closest("table.owed tr");
  if (!row) return;
  if (new URL(event.detail.xhr.responseURL).pathname.includes("/desk/entries/")) {
    for (const field of fieldsOf(row)) {
      if (sent.has(field.id) && sent.get(field.id) !== stateOf(field)) newer.set(field.id, stateOf(field));
    }
    focused = row.contains(document.activeElement) ? document.activeElement.id : "";
    return;
  }
  event.detail.shouldSwap = false;
  say(event.detail.elt.closest("tr"));
});
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    const row = event.detail.elt.closest("table.owed tr");
    if (row) say(row);
  });
}
document.addEventListener("htmx:afterSwap", () => {
  for (const said of document.querySelectorAll("tr:not(.wrong) .saved")) {
    for (const field of fieldsOf(said.closest("tr"))) {
      if (!differs(field)) sessionStorage.removeItem(kept(field));
    }
  }
  const again = new Set();
  for (const [id, state] of newer) {
    const field = document.getElementById(id);
    setState(field, state);
    keep(field);
    again.add(field.closest("tr"));
  }
  newer.clear();
  const back = focused && document.getElementById(focused);
  focused = "";
  back?.focus?.();
  for (const row of again) {
    showUnderstood(row);
    if (!row.contains(document.activeElement)) save(row);
  }
});
document.addEventListener("DOMContentLoaded", () => {
  for (const row of document.querySelectorAll("table.owed tbody tr")) {
    for (const field of fieldsOf(row)) {
      const typed = field.id ? sessionStorage.getItem(kept(field)) : null;
      if (typed !== null && typed !== stateOf(field)) {
        setState(field, typed);
        showUnderstood(row);
        row.classList.add("wrong");
        row.querySelector("details")?.setAttribute("open", "");
      }
    }
  }
});

// A large file takes some seconds: say so, and send it once.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.upload, form#confirm")) return;
  event.target.querySelector("button").disabled = true;
  const working = event.target.querySelector(".working");
  if (working) working.hidden = false;
});
// Coming back by the browser's own button finds the form usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form.upload, form#confirm")) {
    form.querySelector("button").disabled = false;
    form.querySelector(".working")?.setAttribute("hidden", "");
  }
});
