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
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const table = document.getElementById(button.dataset.copy);
    const rows = [...table.rows].map((r) => [...r.cells].map((c) => c.innerText.replace(/\s+/g, " ").trim()).join("\t"));
    await navigator.clipboard.writeText(rows.join("\n"));
    const was = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = was; }, 1500);
  });
}
