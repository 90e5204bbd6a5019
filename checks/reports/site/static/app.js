"use strict";
// Everything can be read without this: it only searches, filters and points.

const form = document.getElementById("filter");
if (form) {
  const groups = [...document.querySelectorAll(".group")].map((group) => ({
    group, check: group.dataset.check, level: group.dataset.level, number: group.querySelector(".number"), open: true,
    rows: [...group.querySelectorAll(".rows li")].map((row) => ({ row, facts: row.dataset.f.split(" "), documents: row.dataset.d.trim().split(" ") })),
  }));
  const fields = [...form.elements].filter((field) => field.name);
  const count = document.getElementById("count");

  const matches = (entry, group, wanted) =>
    [wanted.side, wanted.certainty, wanted.state].every((fact) => !fact || entry.facts.includes(fact)) &&
    (!wanted.doc || entry.documents.includes(wanted.doc)) &&
    wanted.words.every((word) => (entry.text ??= `${group.check} ${entry.row.textContent} ${entry.row.dataset.d}`.toLowerCase()).includes(word));

  const apply = () => {
    const wanted = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    wanted.words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
    let total = 0;
    for (const group of groups) {
      const open = (!wanted.check || group.check === wanted.check) && (!wanted.level || group.level === wanted.level);
      let shown = 0;
      if (open) {
        for (const entry of group.rows) {
          const fits = matches(entry, group, wanted);
          if (entry.row.hidden === fits) entry.row.hidden = !fits;
          shown += fits;
        }
      }
      group.group.hidden = !shown;
      group.number.textContent = shown;
      total += shown;
    }
    count.textContent = `${total.toLocaleString("en")} ${total === 1 ? "finding" : "findings"}`;
  };

  const remember = () => {
    const set = fields.filter((field) => field.value).map((field) => `${field.name}=${encodeURIComponent(field.value)}`).join("&");
    history.replaceState(null, "", `#${set}`);
  };

  const recall = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) {
      const value = given.get(field.name) ?? "";
      field.value = value;
      if (field.value !== value) field.value = "";
    }
    apply();
  };

  let waiting = 0;
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { apply(); remember(); }, 80);
    });
  }
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);
  form.hidden = false;
  recall();
}

// In a document: the words of what is pointed at, and what speaks of the words.
const text = document.querySelector(".text");
if (text) {
  const numbers = (element) => (element?.dataset.c ?? "").split(" ").filter(Boolean);
  let lit = [];
  const light = (wanted, selector, name) => {
    for (const [element, old] of lit) element.classList.remove(old);
    lit = [];
    for (const number of wanted) {
      for (const element of text.querySelectorAll(`${selector}[data-c~="${number}"]`)) {
        element.classList.add(name);
        lit.push([element, name]);
      }
    }
  };
  for (const kind of ["pointerover", "focusin"]) {
    text.addEventListener(kind, (event) => {
      const note = event.target.closest("aside [data-c]");
      const words = event.target.closest("mark[data-c]");
      if (note) light(numbers(note), "mark", "lit");
      else if (words) light(numbers(words), "aside ", "lit-note");
    });
  }
  const target = () => {
    const anchor = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (anchor && text.contains(anchor)) light(numbers(anchor.parentElement.querySelector(`[id="${CSS.escape(anchor.id)}"] ~ mark`)).slice(-1), "mark", "lit");
  };
  addEventListener("hashchange", target);
  target();
}

// In a picture: what a mark says, shown beside it.
const tip = document.createElement("div");
tip.id = "tip";
tip.hidden = true;
document.body.append(tip);
for (const kind of ["pointerover", "focusin"]) {
  addEventListener(kind, (event) => {
    const mark = event.target.closest?.("svg a")?.querySelector("[aria-label]");
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.getAttribute("aria-label");
    const box = mark.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${box.top > tip.offsetHeight + 12 ? box.top - tip.offsetHeight - 8 : box.bottom + 8}px`;
  });
}
