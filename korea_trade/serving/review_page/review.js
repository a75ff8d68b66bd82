// What the page does: sends decisions with the version that it shows, and shows the article anew after each.
"use strict";

const token = document.querySelector('meta[name="token"]').content;
const status = document.getElementById("status");
let current = null;
// What is asked for while a decision is on its way waits for the page that comes of it.
let queue = Promise.resolve();
const inOrder = (work) => (queue = queue.then(work));

const rows = () => [...document.querySelectorAll(".row")];
const say = (text, isWrong = false) => {
  status.textContent = text;
  status.classList.toggle("wrong", isWrong);
};

function look(name, { scroll = true } = {}) {
  current = name;
  for (const one of document.querySelectorAll(".row, mark")) {
    one.classList.toggle("current", (one.id || one.dataset.row) === name);
  }
  const row = document.getElementById(name);
  if (row && scroll) {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }
}

function move(step) {
  const all = rows();
  const at = all.findIndex((row) => row.id === current);
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  if (next) look(next.id);
}

async function send(address, asked) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-KTW-Token": token },
    body: JSON.stringify(asked),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

// The article as it stands now, with the name of the reviewer as it was.
async function refresh() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const by = document.getElementById("by");
  if (by) page.getElementById("by").value = by.value;
  const scroll = window.scrollY;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  window.scrollTo(0, scroll);
}

async function decide(asked) {
  const main = document.querySelector("main");
  try {
    const told = await send(`/articles/${main.dataset.article}/decisions`, {
      version: Number(main.dataset.version),
      by: document.getElementById("by").value,
      ...asked,
    });
    const refused = Object.entries(told.refused).flatMap(([name, why]) => why.map((one) => `${name}: ${one}`));
    const files = told.files.map((file) => `sources/${file}`).join(", ");
    say([...refused, told.decided.length ? `Decided: ${told.decided.length}. Written: ${files}` : ""].join("\n").trim(),
      refused.length > 0);
    if (refused.length === 0 || told.decided.length > 0) {
      await refresh();
      follow(told.decided);
    }
  } catch (error) {
    say(error.message, true);
    await refresh();
    look(current);
  }
}

// After a decision the next row that nobody decided on is looked at; after an undo the row itself.
function follow(decided) {
  const all = rows();
  const at = all.findIndex((row) => row.id === current);
  const isOpen = (row) => ["sure", "open", "exception"].some((state) => row.classList.contains(state));
  const here = at >= 0 && isOpen(all[at]) && decided.length > 0;
  const next = here ? all[at] : all.slice(Math.max(at, 0)).find(isOpen) ?? all[Math.max(at, 0)];
  if (next) look(next.id);
}

// The form of one row at a time, with the values of the row in the fields of its table.
function edit(row) {
  const open = document.querySelector(".row form");
  const isOwn = open && row.contains(open);
  open?.remove();
  if (isOwn || row.classList.contains("entered")) return;
  const form = document.getElementById("edit").content.cloneNode(true).querySelector("form");
  form.dataset.rows = row.id;
  const values = { certainty: "stated", figure: row.dataset.figure, text: row.dataset.figure, ...JSON.parse(row.dataset.values) };
  for (const field of form.querySelectorAll("fieldset [name]")) {
    if (values[field.name]) field.value = values[field.name];
  }
  form.elements.theme.value = row.dataset.table;
  row.append(form);
  choose(form);
  (form.querySelector("fieldset:not([hidden]) [name]") ?? form.elements.theme).focus();
}

function choose(form) {
  for (const one of form.querySelectorAll("fieldset")) {
    one.hidden = one.disabled = one.dataset.theme !== form.elements.theme.value;
  }
}

const press = (button) => decide({ action: button.dataset.action, rows: button.dataset.rows ? [button.dataset.rows] : [] });

document.addEventListener("click", async (event) => {
  const target = event.target;
  const row = target.closest(".row");
  if (row) look(row.id, { scroll: false });
  const mark = target.closest("mark");
  if (mark) look(mark.dataset.row);
  const button = target.closest("button");
  if (!button || button.type === "submit") return;
  if (button.dataset.takeIn) {
    try {
      const told = await send("/texts", { file: button.dataset.takeIn });
      location.href = told.articles.length === 1 ? `/articles/${told.articles[0]}` : "/";
    } catch (error) {
      say(error.message, true);
    }
  } else if ("edit" in button.dataset) {
    edit(row);
  } else if (button.dataset.action) {
    inOrder(() => press(button));
  }
});

document.addEventListener("change", (event) => {
  if (event.target.name === "theme") choose(event.target.form);
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const asked = {
    action: form.dataset.action,
    rows: form.dataset.rows ? [form.dataset.rows] : [],
    table: form.dataset.table ?? "",
    values: Object.fromEntries(new FormData(form)),
    reason: form.querySelector("[data-reason]")?.value ?? "",
  };
  inOrder(() => decide(asked));
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && isTyping) {
    const form = event.target.closest(".row form");
    if (form) {
      const row = form.closest(".row");
      form.remove();
      look(row.id);
    }
    return;
  }
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !document.querySelector("main[data-article]")) return;
  const row = () => current && document.getElementById(current);
  const done = (action) => {
    const button = row()?.querySelector(`.does button[data-action="${action}"]:not(:disabled)`);
    return button && press(button);
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => done("accept"),
    r: () => done("reject"),
    u: () => done("undo"),
    e: () => row() && edit(row()),
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  inOrder(() => {
    say("");
    return keys[event.key]();
  });
});
