// Draws every chart for the width that it has and for the colour scheme, and again when either changes.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const specs = read("specs");
  const columns = read("columns");
  const configs = read("configs");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const views = new Map();

  const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  // A mark's tooltip has a line for each column of its chart that says something, as the table below it has a cell.
  const told = (place, row) =>
    `<table>${columns[place.dataset.chart]
      .filter(([name]) => row[name] !== null && row[name] !== undefined && row[name] !== "")
      .map(([name, title]) => `<tr><th>${escaped(title)}</th><td>${escaped(row[name])}</td></tr>`)
      .join("")}</table>`;

  // Beside the pointer where there is room, and always within the window.
  const tooltip = document.getElementById("tooltip");
  const within = (least, wish, most) => Math.max(least, Math.min(wish, most));
  const show = (place, event, row) => {
    tooltip.hidden = !row;
    if (!row) return;
    const { clientX, clientY } = event;
    tooltip.innerHTML = told(place, row);
    const { width, height } = tooltip.getBoundingClientRect();
    const below = clientY + 12;
    const top = below + height > innerHeight - 8 ? clientY - 12 - height : below;
    tooltip.style.left = `${within(8, clientX + 12, innerWidth - width - 8)}px`;
    tooltip.style.top = `${within(8, top, innerHeight - height - 8)}px`;
  };

  const fitted = (spec, width) =>
    JSON.parse(JSON.stringify(spec), (key, value) => (key === "width" && value === "container" ? width : value));

  const embed = async (place, width) => {
    views.get(place)?.finalize();
    const result = await vegaEmbed(place, fitted(specs[place.dataset.chart], width), {
      actions: false,
      config: configs[dark.matches ? "dark" : "light"],
      renderer: "svg",
      tooltip: (_, event, __, row) => show(place, event, row),
    });
    views.set(place, result);
    return place.querySelector("svg").getBoundingClientRect().width;
  };

  // Axes and numbers take what they need beside the plot; how much, a drawing tells, first one as wide as the place.
  const draw = async (place) => {
    const space = Math.floor(place.clientWidth);
    if (!space) return;
    place.dataset.space = space;
    let width = space;
    for (let left = 4, beyond = 1; left > 0 && beyond > 0; left -= 1) {
      beyond = Math.ceil(await embed(place, width)) - space;
      width = Math.max(60, width - beyond);
    }
  };

  // Paper is light and narrow, and does not wait: its drawing stands ready beside that of the screen.
  const PAPER = 640;
  const drawForPaper = async (place) => {
    const result = await vegaEmbed(document.createElement("div"), fitted(specs[place.dataset.chart], PAPER), {
      actions: false,
      config: configs.light,
      renderer: "svg",
    });
    const paper = document.createElement("div");
    paper.className = "paper";
    paper.innerHTML = await result.view.toSVG();
    result.finalize();
    place.after(paper);
  };

  const places = [...document.querySelectorAll("[data-chart]")];
  let waiting = 0;
  let work = Promise.resolve();
  const drawAll = (which) => {
    work = work.then(async () => {
      for (const place of which()) await draw(place);
      document.documentElement.dataset.drawn = Number(document.documentElement.dataset.drawn ?? 0) + 1;
    });
  };
  const resized = () => places.filter((place) => Math.floor(place.clientWidth) !== Number(place.dataset.space));

  // A finger points at nothing before it touches, and is gone when it has.
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-chart]");
    show(place, event, place && event.target.__data__?.tooltip);
  });
  window.addEventListener("scroll", () => { tooltip.hidden = true; }, { passive: true });

  drawAll(() => places);
  work = work.then(async () => {
    for (const place of places) await drawForPaper(place);
    document.documentElement.dataset.paper = "ready";
  });
  dark.addEventListener("change", () => drawAll(() => places));
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => drawAll(resized), 120);
  });
})();
