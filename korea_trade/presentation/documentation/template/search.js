// Shows the tables that hold all words searched for, and links to those of their columns that hold any of them.
// A table holds what its name and description say, and with them those of one of its columns; `_` is a blank.
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

  const plain = (text) => text.toLowerCase().replaceAll("_", " ");

  const search = () => {
    const words = plain(field.value).split(" ").filter(Boolean);
    const sought = words.length > 0;
    let shown = 0;
    for (const { stage, open, rows } of stages) {
      let here = 0;
      for (const row of rows) {
        const text = plain(`${row.dataset.name} ${row.querySelector(".told").textContent}`);
        const found = columns[row.dataset.name].filter(([name, description]) => {
          const own = plain(`${name} ${description}`);
          return words.some((word) => own.includes(word)) &&
            words.every((word) => own.includes(word) || text.includes(word));
        }).map(([name]) => name);
        row.hidden = !found.length && !words.every((word) => text.includes(word));
        row.querySelector(".found").replaceChildren(...links(row, found));
        here += row.hidden ? 0 : 1;
      }
      stage.hidden = !here;
      stage.open = sought ? true : open;
      shown += here;
    }
    told.textContent = !sought ? "" : !shown ? "Nothing holds all these words: try fewer, or a part of one" :
      `${shown} ${shown === 1 ? "table" : "tables"}`;
  };

  field.closest(".search").hidden = false;
  field.addEventListener("input", search);
  search();
})();
