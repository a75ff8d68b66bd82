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
  const formatTooltip = (place) => (row) =>
    `<table>${columns[place.dataset.chart]
      .filter(([name]) => row[name] !== null && row[name] !== undefined && row[name] !== "")
      .map(([name, title]) => `<tr><th>${escaped(title)}</th><td>${escaped(row[name])}</td></tr>`)
      .join("")}</table>`;

  const fitted = (spec, width) =>
    JSON.parse(JSON.stringify(spec), (key, value) => (key === "width" && value === "container" ? width : value));

  const embed = async (place, width) => {
    views.get(place)?.finalize();
    const result = await vegaEmbed(place, fitted(specs[place.dataset.chart], width), {
      actions: false,
      config: configs[dark.matches ? "dark" : "light"],
      renderer: "svg",
      tooltip: { disableDefaultStyle: true, formatTooltip: formatTooltip(place), offsetX: 12, offsetY: 12 },
    });
    views.set(place, result);
    return place.querySelector("svg").getBoundingClientRect().width;
  };

  // Axes take what they need beside the plot; how much, a first drawing as wide as the place tells.
  const draw = async (place) => {
    const space = Math.floor(place.clientWidth);
    if (!space) return;
    place.dataset.space = space;
    const beyond = Math.ceil(await embed(place, space)) - space;
    if (beyond > 0) await embed(place, Math.max(60, space - beyond));
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

  drawAll(() => places);
  dark.addEventListener("change", () => drawAll(() => places));
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => drawAll(resized), 120);
  });
})();
