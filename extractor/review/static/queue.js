import { send, setToken } from "./api.js";
import { byId } from "./dom.js";

const views = document.querySelector(".views");
setToken(views.dataset.csrf);

byId("view-save").addEventListener("click", async () => {
  const name = byId("view-name").value.trim();
  if (!name) return byId("view-name").focus();
  await send("PUT", "/api/views", { name, query: views.dataset.query || "status=needs_review" });
  location.reload();
});

document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
  if (event.key === "n" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) document.querySelector("a.main")?.click();
});
