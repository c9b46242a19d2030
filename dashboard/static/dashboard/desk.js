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
const save = (row) => {
  if (row.dataset.saving) return;
  row.dataset.saving = "yes";
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
  // A qualifier is chosen for the text that stands there, and ends when other text is typed.
  if (field === word) word.dataset.of = typed.value;
  if (field !== typed) return;
  if (word.value && word.dataset.of !== "") {
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
  row.querySelector(".state").textContent = document.documentElement.lang.startsWith("zh")
    ? "未保存：请在新标签页重新登录或检查网络，然后刷新本页，所填内容会保留。"
    : "Not saved: log in again in another tab or check the network, then reload; what you typed stays.";
};
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.elt.closest("table.owed")) return;
  if (new URL(event.detail.xhr.responseURL).pathname.includes("/desk/entries/")) return;
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
    for (const field of fieldsOf(said.closest("tr"))) sessionStorage.removeItem(kept(field));
  }
});
document.addEventListener("DOMContentLoaded", () => {
  for (const row of document.querySelectorAll("table.owed tbody tr")) {
    for (const field of fieldsOf(row)) {
      const typed = field.id ? sessionStorage.getItem(kept(field)) : null;
      if (typed !== null && typed !== stateOf(field)) {
        if (field.type === "checkbox") field.checked = typed === "true";
        else field.value = typed;
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
