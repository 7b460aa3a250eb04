// Pages are whole without this. It fetches a page that is about to be opened,
// copies a table as tab-separated text, and goes to the search box with "/".
"use strict";
const fetched = new Set();
addEventListener("pointerover", (e) => {
  const a = e.target.closest && e.target.closest("a[href]");
  if (!a || a.origin !== location.origin || fetched.has(a.href) || a.hasAttribute("download") || fetched.size > 40) return;
  fetched.add(a.href);
  const link = document.createElement("link");
  link.rel = "prefetch";
  link.href = a.href;
  document.head.append(link);
}, { passive: true });
addEventListener("keydown", (e) => {
  if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  const q = document.getElementById("q");
  if (q) { q.focus(); q.select(); e.preventDefault(); }
});
// A cell as a spreadsheet takes it: without what only screen readers are told.
const cellText = (cell) => {
  const copy = cell.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".hidden")) hidden.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};
// Sites without encryption have no clipboard: the text is selected and copied.
const toClipboard = (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
};
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const table = document.getElementById(button.dataset.copy);
    const rows = [...table.rows].map((r) => [...r.cells].map(cellText).join("\t"));
    await toClipboard(rows.join("\n"));
    const was = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = was; }, 1500);
  });
}
// Open data: the answer to a question is shown below its form.
for (const form of document.querySelectorAll("form[data-try]")) {
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    const out = form.querySelector("output"), button = form.querySelector("button");
    const line = document.createElement("p"), text = document.createElement("pre"), link = document.createElement("a");
    line.className = "sub";
    button.disabled = true;
    try {
      const res = await fetch(form.action + "?" + new URLSearchParams(new FormData(form)));
      const body = await res.text();
      let shown = body;
      try { shown = JSON.stringify(JSON.parse(body), null, 2); } catch { /* as it came */ }
      link.href = res.url;
      link.textContent = decodeURI(res.url);
      line.append(String(res.status), " ", link);
      text.textContent = shown.length > 60000 ? shown.slice(0, 60000) + "\n…" : shown;
    } catch (problem) {
      line.append(String(problem));
    }
    out.replaceChildren(line, text);
    button.disabled = false;
  });
}
