// Checking a file, with a script: files are dropped, each shows how far it is,
// findings are gone through by keys. Without it a form and links do the same.
"use strict";
(() => {
document.documentElement.classList.add("js");

const drop = document.getElementById("drop");
if (drop) {
  const input = document.getElementById("file");
  const list = document.getElementById("picked");
  const trouble = document.getElementById("trouble");
  const button = document.getElementById("send");
  const largest = Number(drop.dataset.max);
  const most = Number(drop.dataset.most);
  let files = [];

  const size = (n) => n < 1048576 ? Math.max(1, Math.round(n / 1024)) + " KB" : (n / 1048576).toFixed(1) + " MB";

  const show = () => {
    list.replaceChildren(...files.map((f, i) => {
      const li = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = f.name;
      const note = document.createElement("span");
      note.className = f.size > largest ? "sub wrong" : "sub";
      note.textContent = f.size > largest ? list.dataset.large : size(f.size);
      const out = document.createElement("button");
      out.type = "button";
      out.className = "plain";
      out.textContent = list.dataset.remove;
      out.setAttribute("aria-label", list.dataset.remove + " " + f.name);
      out.addEventListener("click", () => { files.splice(i, 1); show(); });
      li.append(name, note, out);
      return li;
    }));
    list.hidden = files.length === 0;
    input.required = files.length === 0;
  };
  const add = (more) => {
    for (const f of more) {
      if (files.length < most && !files.some((o) => o.name === f.name && o.size === f.size)) files.push(f);
    }
    show();
  };
  input.addEventListener("change", () => { add(input.files); input.value = ""; });
  for (const kind of ["dragenter", "dragover"]) {
    addEventListener(kind, (e) => {
      if (!e.dataTransfer || !e.dataTransfer.types.includes("Files")) return;
      e.preventDefault();
      drop.classList.add("over");
    });
  }
  addEventListener("dragleave", (e) => { if (!e.relatedTarget) drop.classList.remove("over"); });
  addEventListener("drop", (e) => {
    if (!e.dataTransfer || !e.dataTransfer.files.length) return;
    e.preventDefault();
    drop.classList.remove("over");
    add(e.dataTransfer.files);
  });

  drop.addEventListener("submit", (e) => {
    e.preventDefault();
    const sent = files.filter((f) => f.size <= largest);
    if (!sent.length) { input.focus(); return; }
    const form = new FormData();
    form.append("profile", document.getElementById("profile").value);
    for (const f of sent) form.append("file", f, f.name);
    files = sent;
    show();
    for (const b of list.querySelectorAll("button")) b.hidden = true;
    const bars = [...list.children].map((li) => {
      const bar = document.createElement("progress");
      bar.max = 1;
      bar.value = 0;
      li.append(bar);
      return bar;
    });
    const was = button.textContent;
    button.textContent = button.dataset.sending;
    button.disabled = true;
    trouble.textContent = "";
    const failed = (text) => {
      trouble.textContent = text;
      button.textContent = was;
      button.disabled = false;
      show();
    };
    const request = new XMLHttpRequest();
    request.open("POST", drop.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (p) => {
      let before = 0;
      sent.forEach((f, i) => {
        bars[i].value = f.size ? Math.min(1, Math.max(0, (p.loaded - before) / f.size)) : 1;
        before += f.size;
      });
    });
    request.addEventListener("load", () => {
      const said = request.response;
      if (request.status === 202 && said) location.assign(said.page);
      else failed(said && said.title ? said.title + (document.documentElement.lang === "en" ? ". " : "。") + said.detail : trouble.dataset.lost);
    });
    request.addEventListener("error", () => failed(trouble.dataset.lost));
    request.send(form);
  });
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
}

const batch = document.getElementById("batch");
if (batch && batch.dataset.finished === "false") {
  let pause = 600;
  const look = async () => {
    try {
      const answer = await fetch(batch.dataset.status, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!answer.ok) { location.reload(); return; }
      const said = await answer.json();
      if (said.finished || said.files.length !== batch.children.length || said.files.some((f) => f.page && !document.querySelector("#file-" + f.n + " a"))) {
        location.reload();
        return;
      }
      for (const f of said.files) {
        const li = document.getElementById("file-" + f.n);
        li.querySelector(".text").textContent = f.text;
        const bar = li.querySelector("progress");
        if (bar) bar.value = f.done;
      }
    } catch { /* the network comes back, or the reader looks again */ }
    pause = Math.min(pause * 1.2, 4000);
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
}

const current = document.querySelector("#findings [aria-current=true]");
if (current) {
  const list = document.getElementById("findings");
  if (list.scrollHeight > list.clientHeight) list.scrollTop = current.parentElement.offsetTop - list.offsetTop - list.clientHeight / 3;
}
for (const hit of document.querySelectorAll(".passage td.hit:not(.thin)")) {
  const box = hit.closest(".scroll");
  if (box.scrollWidth > box.clientWidth && !box.scrollLeft) box.scrollLeft = hit.offsetLeft - box.clientWidth * 0.6;
}
addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  const id = { j: "next", n: "next", ArrowRight: "next", k: "prev", p: "prev", ArrowLeft: "prev" }[e.key];
  const link = id && document.getElementById(id);
  if (link) { e.preventDefault(); location.assign(link.href); }
});
const copy = document.getElementById("copy");
if (copy) {
  const share = document.getElementById("share");
  share.value = new URL(share.dataset.path, location.href).href;
  share.addEventListener("focus", () => share.select());
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(share.value);
    const was = copy.textContent;
    copy.textContent = copy.dataset.done;
    setTimeout(() => { copy.textContent = was; }, 1500);
  });
}
})();
