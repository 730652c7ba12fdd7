// A party's secret and its commitment, made where nobody else sees them.
import { hex } from "../ledger/encodings.js";
import { commitmentTo } from "./statements.js";

const SECRET = 32; // bytes
const $ = (id) => document.getElementById(id);

$("making").addEventListener("submit", (event) => {
  event.preventDefault();
  const party = $("party").value;
  const secret = hex(crypto.getRandomValues(new Uint8Array(SECRET)));
  const commitment = commitmentTo(party, secret);
  $("commitment").textContent = commitment;
  $("secret").textContent = secret;
  const kept = `承诺方：${party}\n承诺（封存名单以前交）：${commitment}\n随机数（揭示时才交）：${secret}\n`;
  $("saved").href = URL.createObjectURL(new Blob([kept], { type: "text/plain" }));
  $("saved").download = `随机数-${party}.txt`;
  $("made").hidden = false;
});
