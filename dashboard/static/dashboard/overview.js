// Interactive charts on the overview: the months when they come into view, the bars on request.
// The server's words, names and links stay; in print and without this script its drawings do, too.
document.addEventListener("DOMContentLoaded", () => {
  const source = document.getElementById("plotly");
  const WIDE = "(min-width: 1041px) and (hover: hover)";
  let loading;
  const plotly = () => {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = source.href;
      script.onload = () => resolve(window.Plotly);
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  };
  const figureOf = async (place) => {
    const kept = place.querySelector("script[type='application/json']");
    if (kept) return JSON.parse(kept.textContent);
    const answer = await fetch(place.dataset.chart);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };
  const draw = async (place, fitted = () => {}) => {
    const [figure, library] = await Promise.all([figureOf(place), plotly()]);
    const stage = document.createElement("div");
    stage.className = "stage";
    stage.setAttribute("aria-hidden", "true");
    place.append(stage);
    fitted(figure.layout);
    await library.newPlot(stage, figure.data, figure.layout, { responsive: true, displayModeBar: false });
    place.classList.add("drawn");
    return { stage, library };
  };

  // Each subplot lies on the server's drawing of its months, whose plot has these corners.
  const PLOT = { left: 2 / 248, right: 162 / 248, top: 26 / 116, bottom: 92 / 116 };
  const months = document.querySelector(".subplots");
  const onDrawings = (layout) => {
    const whole = months.getBoundingClientRect();
    Object.assign(layout, { width: whole.width, height: whole.height });
    months.querySelectorAll("svg.months").forEach((drawing, number) => {
      const box = drawing.getBoundingClientRect();
      const x = (share) => Math.min(Math.max((box.left + box.width * share - whole.left) / whole.width, 0), 1);
      const y = (share) => Math.min(Math.max(1 - (box.top + box.height * share - whole.top) / whole.height, 0), 1);
      const suffix = number ? number + 1 : "";
      layout[`xaxis${suffix}`].domain = [x(PLOT.left), x(PLOT.right)];
      layout[`yaxis${suffix}`].domain = [y(PLOT.bottom), y(PLOT.top)];
    });
    return layout;
  };
  if (months && matchMedia(WIDE).matches) {
    const seen = new IntersectionObserver(async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      const drawn = await draw(months, onDrawings).catch(() => undefined);
      if (!drawn) return;
      let timer;
      addEventListener("resize", () => {
        clearTimeout(timer);
        timer = setTimeout(() => drawn.library.relayout(drawn.stage, onDrawings(drawn.stage.layout)), 200);
      });
    });
    seen.observe(months);
  }

  const bars = document.querySelector(".bars");
  if (bars) {
    const button = bars.querySelector("button");
    let stage;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!stage) {
        button.disabled = true;
        stage = (await draw(bars).catch(() => undefined))?.stage;
        button.disabled = false;
      } else {
        stage.hidden = !stage.hidden;
      }
      button.setAttribute("aria-expanded", String(Boolean(stage && !stage.hidden)));
    });
  }
});
