import { Refused, send, setToken } from "./api.js";
import { byId } from "./dom.js";

const drop = byId("drop");
setToken(drop.dataset.csrf);

async function handIn(files) {
  let failed = 0;
  for (const [index, file] of [...files].entries()) {
    byId("progress").textContent = `${index + 1} / ${files.length}: ${file.name}`;
    try {
      await send("POST", "/api/uploads?name=" + encodeURIComponent(file.name), file);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      failed += 1;
      byId("progress").textContent = `${file.name}: ${error.message}`;
    }
  }
  if (!failed) location.reload();
}

byId("files").addEventListener("change", (event) => handIn(event.target.files));
for (const name of ["dragover", "dragenter"]) {
  drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  handIn(event.dataTransfer.files);
});

if (document.querySelector(".status.waiting, .status.reading")) setTimeout(() => location.reload(), 2500);
