import { FakeServer } from "./fake-server";
import { install } from "./install";
import { shop } from "./shop";

// ?scene=empty | loading | error | offline | setup | signed-out shows a state that is hard to reach by hand.
const wanted = new URLSearchParams(location.search).get("scene");
if (wanted) sessionStorage.setItem("scene", wanted);
const scene = sessionStorage.getItem("scene") ?? "";
install(new FakeServer(shop(scene), scene));

await import("../app/main");

export {};
