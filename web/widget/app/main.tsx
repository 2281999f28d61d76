import "@shared/design/design.css";
import { render } from "preact";

const root = document.getElementById("root");
if (root) render(<main>Firstline</main>, root);
