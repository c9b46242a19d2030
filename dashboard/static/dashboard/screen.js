// Turn the meeting room's pages: every 20 seconds, or by keys. Without this script they stand below each other.
document.addEventListener("DOMContentLoaded", () => {
  const sheets = [...document.querySelectorAll(".sheet")];
  const STAY = 20_000;
  // A screen that is left on asks now and then whether there is something new.
  const RENEW = 600_000;
  const began = Date.now();
  // Whoever asked for less motion turns the pages alone.
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at = 0;
  let timer = 0;
  let isPaused = isStill;

  const show = (number) => {
    at = (number + sheets.length) % sheets.length;
    sheets.forEach((sheet, place) => { sheet.hidden = place !== at; });
    clearTimeout(timer);
    if (!isPaused) timer = setTimeout(next, STAY);
  };
  const next = () => {
    if (at === sheets.length - 1 && Date.now() - began > RENEW) {
      fetch(location.href).then((answer) => answer.ok && location.reload()).catch(() => {});
    }
    show(at + 1);
  };
  const pause = () => {
    isPaused = !isPaused;
    document.querySelectorAll(".paused").forEach((sign) => { sign.hidden = !isPaused; });
    show(at);
  };
  const KEYS = { ArrowRight: () => show(at + 1), ArrowLeft: () => show(at - 1), " ": pause };
  document.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  if (sheets.length) show(0);
});
