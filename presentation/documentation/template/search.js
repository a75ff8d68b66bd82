// Shows the tables whose name, description or columns hold what is searched for, and links to those columns.
"use strict";
(() => {
  const columns = JSON.parse(document.getElementById("columns").textContent);
  const field = document.getElementById("search");
  const told = document.querySelector("output[for=search]");
  const stages = [...document.querySelectorAll(".stage")].map((stage, at) => ({
    stage, open: at === 0, rows: [...stage.querySelectorAll("tr[data-name]")],
  }));
  const SHOWN = 12;

  const links = (row, names) => names.slice(0, SHOWN).flatMap((name) => {
    const link = document.createElement("a");
    link.href = `${row.querySelector("a").getAttribute("href")}#${name}`;
    link.textContent = name;
    return [link, " "];
  }).concat(names.length > SHOWN ? [`and ${names.length - SHOWN} more`] : []);

  const search = () => {
    const sought = field.value.trim().toLowerCase();
    let shown = 0;
    for (const { stage, open, rows } of stages) {
      let here = 0;
      for (const row of rows) {
        const found = sought ? columns[row.dataset.name].filter((name) => name.includes(sought)) : [];
        const text = `${row.dataset.name} ${row.querySelector(".told").textContent}`.toLowerCase();
        row.hidden = Boolean(sought) && !found.length && !text.includes(sought);
        row.querySelector(".found").replaceChildren(...links(row, found));
        here += row.hidden ? 0 : 1;
      }
      stage.hidden = !here;
      stage.open = sought ? true : open;
      shown += here;
    }
    told.textContent = sought ? `${shown} ${shown === 1 ? "table" : "tables"}` : "";
  };

  field.closest(".search").hidden = false;
  field.addEventListener("input", search);
  search();
})();
