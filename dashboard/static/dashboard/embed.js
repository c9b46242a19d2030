// For a page that embeds indicators: give each frame the height that it says it needs.
(() => {
  "use strict";
  const home = new URL(document.currentScript.src).origin;
  const framesFromHome = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${home}/`));
  addEventListener("message", (event) => {
    if (event.origin !== home || event.data?.zhunsheng !== "height") return;
    const height = Math.ceil(Number(event.data.height));
    if (!(height > 0 && height <= 5000)) return;
    const sender = framesFromHome().find((frame) => frame.contentWindow === event.source);
    if (sender) sender.height = String(height);
  });
  // Those that were there before this script have spoken to nobody. The question is no secret.
  for (const frame of framesFromHome()) frame.contentWindow.postMessage({ zhunsheng: "ask" }, "*");
})();
