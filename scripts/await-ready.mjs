// await-ready.mjs URL PID: wait until the server answers, for two minutes or as long as it lives.
const [url, pid] = [process.argv[2], Number(process.argv[3])];
const deadline = Date.now() + 120_000;

async function ready() {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

function alive() {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

while (!(await ready())) {
  if (!alive() || Date.now() > deadline) process.exit(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
}
