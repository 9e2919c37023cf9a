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
