// Put the interactive chart in the place of the server's drawing, once plotly is there.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.Plotly) return;
  document.querySelectorAll("[data-chart]").forEach(async (place) => {
    const answer = await fetch(place.dataset.chart);
    if (!answer.ok) return;
    const figure = await answer.json();
    const stage = document.createElement("div");
    place.replaceChildren(stage);
    await window.Plotly.newPlot(stage, figure.data, figure.layout, { responsive: true, displayModeBar: false });
  });
});
