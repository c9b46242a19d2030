// Put the interactive chart in the place of the server's drawing, once plotly is there.
// The static edition brings a chart's data in the page, since a file cannot fetch another one.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.Plotly) return;
  const NARROW = 420;
  const figureOf = async (place) => {
    const kept = place.querySelector("script[type='application/json']");
    if (kept) return JSON.parse(kept.textContent);
    const answer = await fetch(place.dataset.chart);
    return answer.ok ? answer.json() : null;
  };
  document.querySelectorAll("[data-chart]").forEach(async (place) => {
    const figure = await figureOf(place);
    if (!figure) return;
    const drawing = [...place.childNodes];
    const stage = document.createElement("div");
    place.replaceChildren(stage);
    // The foot has room for the first and the last day on a telephone.
    const days = figure.layout.xaxis ?? {};
    if (stage.clientWidth < NARROW) figure.layout.xaxis = { ...days, tickvals: days.range, nticks: 3 };
    await window.Plotly.newPlot(stage, figure.data, figure.layout, { responsive: true, displayModeBar: false });
    // The interactive chart is as wide as the screen; the drawing fits the paper.
    window.addEventListener("beforeprint", () => place.replaceChildren(...drawing));
    window.addEventListener("afterprint", () => place.replaceChildren(stage));
  });
});
