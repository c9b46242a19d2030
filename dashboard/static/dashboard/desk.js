// The desk by keyboard: Enter saves and moves on, = takes the last figure, arrows move.
// What is typed stays in this tab until the server has it, whatever happens in between.
const kept = (input) => `entry ${input.dataset.entry}`;
const fields = () => [...document.querySelectorAll("input.typed")];

const move = (input, step) => {
  const all = fields();
  const next = all[all.indexOf(input) + step];
  if (next) {
    next.focus();
    next.select();
  }
};

const save = (input) => {
  input.dataset.sent = input.value;
  input.form.requestSubmit();
};

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("input.typed")) return;
  if (event.key === "=" && input.dataset.last) {
    event.preventDefault();
    input.value = input.dataset.last;
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(input, event.key === "ArrowDown" ? 1 : -1);
    return;
  } else if (event.key !== "Enter") {
    return;
  }
  event.preventDefault();
  save(input);
  move(input, 1);
});

// A change saves the row too, unless Enter just did.
document.addEventListener("change", (event) => {
  const input = event.target;
  const isNew = input.type === "checkbox" || input.dataset.sent !== input.value;
  if (input.form?.id.startsWith("form-") && isNew) save(input);
});

document.addEventListener("input", (event) => {
  if (event.target.matches?.("input.typed")) sessionStorage.setItem(kept(event.target), event.target.value);
});

// A login page in the place of a row, or no answer at all: nothing was saved, and the row says so.
const unsaved = (form) => {
  const row = form.closest("tr");
  row.classList.add("wrong");
  const state = row.querySelector(".state");
  state.textContent = document.documentElement.lang.startsWith("zh") ? "未保存：请在新标签页重新登录或检查网络，然后刷新本页，所填内容会保留。" : "Not saved: log in again in another tab or check the network, then reload; what you typed stays.";
};
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!new URL(event.detail.xhr.responseURL).pathname.includes("/desk/entries/")) {
    event.detail.shouldSwap = false;
    unsaved(event.detail.elt.closest("form") ?? event.detail.elt);
  }
});
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => unsaved(event.detail.elt));
}
document.addEventListener("htmx:afterSwap", () => {
  document.querySelectorAll("tr:not(.wrong) .saved").forEach((said) => {
    sessionStorage.removeItem(`entry ${said.closest("tr").id.replace("entry-", "")}`);
  });
});
document.addEventListener("DOMContentLoaded", () => {
  for (const input of fields()) {
    const typed = sessionStorage.getItem(kept(input));
    if (typed !== null && typed !== input.value) {
      input.value = typed;
      input.closest("tr").classList.add("wrong");
    }
  }
});
