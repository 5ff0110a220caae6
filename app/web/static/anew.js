// Whoever was signed out in the middle of something signs in in another tab, comes back and goes on: nothing is lost.
"use strict";
document.addEventListener("signed-in-anew", (event) => {
  for (const field of document.querySelectorAll("input[name=form_token]")) field.value = event.detail.token;
});
