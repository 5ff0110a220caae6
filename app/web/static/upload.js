// While a file is being read, say so, and how far the worker is.
"use strict";
(() => {
  const form = document.getElementById("upload-form");
  const waiting = document.getElementById("waiting");
  if (!form) return;
  let asking = 0;
  form.addEventListener("submit", (event) => {
    if (form.elements.file.files[0]?.size > Number(form.dataset.most)) {
      event.preventDefault();
      waiting.textContent = waiting.dataset.tooLarge;
      return;
    }
    waiting.textContent = waiting.dataset.words;
    form.querySelector("button").disabled = true;
    const job = form.dataset.jobs + form.elements.operation.value;
    asking = setInterval(() => window.htmx?.ajax("GET", job, { target: waiting, swap: "innerHTML" }), 2000);
  });
  function over() {
    clearInterval(asking);
    waiting.textContent = "";
    form.querySelector("button").disabled = false;
  }
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.target === form) over();
  });
  window.addEventListener("pageshow", over);
})();
