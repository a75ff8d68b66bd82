// What a page of drawings cannot do by itself: tell a mark's row beside the pointer, filter, and save a chart. All stands
// without it.
(() => {
  const tooltip = document.getElementById("tooltip");
  const rowOf = (link) => document.getElementById(link.getAttribute("href").slice(1));
  const linkAt = (event) => event.target.closest?.('.drawing a[href^="#"]');
  const within = (least, wish, most) => Math.max(least, Math.min(wish, most));
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  // A mark's tooltip has a line for each cell of its row that says something.
  const told = (row) => {
    const cells = [["What", row.cells[0]], ...[...row.cells].slice(1).map((cell) => [cell.dataset.label, cell])];
    return `<table>${cells
      .filter(([, cell]) => !cell.classList.contains("none"))
      .map(([name, cell]) => `<tr><th>${escaped(name)}</th><td>${escaped(cell.textContent.trim())}</td></tr>`)
      .join("")}</table>`;
  };

  // Beside the pointer where there is room, and always within the window.
  const show = (event, link) => {
    tooltip.hidden = !link;
    if (!link) return;
    const { clientX, clientY } = event;
    tooltip.innerHTML = told(rowOf(link));
    const { width, height } = tooltip.getBoundingClientRect();
    const below = clientY + 12;
    const top = below + height > innerHeight - 8 ? clientY - 12 - height : below;
    tooltip.style.left = `${within(8, clientX + 12, innerWidth - width - 8)}px`;
    tooltip.style.top = `${within(8, top, innerHeight - height - 8)}px`;
  };
  const reach = (row) => {
    row.closest("details").open = true;
    row.scrollIntoView({ block: "center" });
    row.classList.add("reached");
    setTimeout(() => row.classList.remove("reached"), 2500);
  };
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") show(event, linkAt(event));
  });
  // A finger points at nothing before it touches: its first touch tells, the second leads to the row.
  let touched = null;
  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (!link) {
      show(event, null);
      touched = null;
      return;
    }
    event.preventDefault();
    if (event.pointerType === "touch" && touched !== link) {
      touched = link;
      show(event, link);
      return;
    }
    show(event, null);
    reach(rowOf(link));
  });
  window.addEventListener("scroll", () => { tooltip.hidden = true; }, { passive: true });

  // The filter: rows that do not match are hidden, their marks fade, charts without a match go.
  const form = document.querySelector(".filter");
  const figures = [...document.querySelectorAll("figure.chart")].filter((figure) => figure.querySelector("tbody"));
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  const rows = new Map();
  for (const figure of figures) {
    for (const row of figure.querySelectorAll("tbody tr")) rows.set(row.id, { row, text: plain(row.textContent) });
  }
  const articleOf = (row) => [...row.querySelectorAll("[data-label=Article]")].map((cell) => cell.textContent).join("\n");
  const filter = () => {
    const asked = Object.fromEntries(new FormData(form));
    const words = plain(asked.words).split(" ").filter(Boolean);
    const isAsked = words.length || asked.subject || asked.article || asked.year;
    const matches = ({ row, text }) =>
      words.every((word) => text.includes(word))
      && (!asked.subject || row.dataset.subject === asked.subject)
      && (!asked.year || row.dataset.years.split(" ").includes(asked.year))
      && (!asked.article || articleOf(row).split("\n").some((line) => line.trim().startsWith(`${asked.article}:`)));
    let found = 0;
    for (const figure of figures) {
      let own = 0;
      for (const row of figure.querySelectorAll("tbody tr")) {
        row.hidden = isAsked && !matches(rows.get(row.id));
        own += !row.hidden;
      }
      for (const link of figure.querySelectorAll('.drawing a[href^="#"]')) {
        link.classList.toggle("faded", rowOf(link).hidden);
      }
      figure.hidden = own === 0;
      found += own;
    }
    form.querySelector("output").textContent = isAsked ? `${found} of ${rows.size} figures` : "";
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));

  // Saving: what stands in the page, with its colours written out.
  const save = (name, blob) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const drawn = (figure) => {
    const shown = [...figure.querySelectorAll(".drawing svg")].find((one) => one.getClientRects().length);
    const style = getComputedStyle(document.documentElement);
    const [, , width, height] = shown.getAttribute("viewBox").split(" ").map(Number);
    const text = new XMLSerializer().serializeToString(shown)
      .replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim())
      .replace("<svg", `<svg width="${width}" height="${height}" style="background:${style.getPropertyValue("--card")};font-family:${getComputedStyle(shown).fontFamily.replaceAll('"', "'")}"`);
    return { text, width, height };
  };
  const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const ways = {
    SVG: (figure) => save(`${figure.id}.svg`, new Blob([drawn(figure).text], { type: "image/svg+xml" })),
    PNG: async (figure) => {
      const { text, width, height } = drawn(figure);
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
      const context = canvas.getContext("2d");
      context.scale(2, 2);
      context.drawImage(image, 0, 0);
      canvas.toBlob((blob) => save(`${figure.id}.png`, blob));
    },
    CSV: (figure) => {
      const lines = [...figure.querySelectorAll("table tr")].filter((row) => !row.hidden)
        .map((row) => [...row.cells].map((one) => cell(one.textContent.trim())).join(","));
      save(`${figure.id}.csv`, new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    },
  };
  for (const figure of figures) {
    const bar = document.createElement("p");
    bar.className = "save";
    bar.append("Save as ");
    for (const [name, way] of Object.entries(ways)) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      button.setAttribute("aria-label", `Save ${figure.querySelector("h3").textContent} as ${name}`);
      button.addEventListener("click", () => way(figure));
      bar.append(button, " ");
    }
    figure.querySelector("details").before(bar);
  }
  document.documentElement.dataset.ready = "yes";
})();
