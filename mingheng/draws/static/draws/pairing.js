// Who looks at what was drawn (rules/pairing.py, step for step).
import { shuffled, tickets } from "./hashes.js";

/** @returns {{pairs: Array, unpaired: Array}} as published */
export function paired(objects, people, forbidden, { each, most }, seed) {
  const lot = shuffled(people, tickets(seed, "pairing/person"));
  const allowed = new Map(objects.map((thing) => [thing, lot.filter((person) => !forbidden(thing, person))]));
  const held = new Map(lot.map((person) => [person, []]));
  const state = { allowed, held, most, ticket: tickets(seed, "pairing/pair") };
  const lacking = new Map(objects.map((thing) => [thing, 0]));
  const order = shuffled(objects, tickets(seed, "pairing/object"));
  for (let round = 0; round < each; round += 1) {
    for (const thing of order) if (!place(thing, state)) lacking.set(thing, lacking.get(thing) + 1);
  }
  const pairs = objects.flatMap((thing) => people.filter((person) => held.get(person).includes(thing)).map((person) => [thing, person]));
  const unpaired = objects.filter((thing) => lacking.get(thing)).map((thing) => ({
    member: thing, shortfall: lacking.get(thing), why: allowed.get(thing).length < each ? "forbidden" : "full",
  }));
  return { pairs, unpaired };
}

function place(thing, state) {
  const came = reached(thing, state);
  let taker = best(thing, came, state);
  if (taker === null) return false;
  while (taker !== null) {
    const [handed, giver] = came.get(taker);
    state.held.get(taker).push(handed);
    if (giver !== null) {
      const left = state.held.get(giver);
      left.splice(left.indexOf(handed), 1);
    }
    taker = giver;
  }
  return true;
}

function reached(thing, state) {
  const came = new Map(open(thing, state).map((person) => [person, [thing, null]]));
  const fewest = Math.min(...[...state.held.values()].map((things) => things.length));
  if ([...came.keys()].some((person) => state.held.get(person).length === fewest)) return came;
  const waiting = [...came.keys()];
  for (const giver of waiting) { // grows while it is walked
    for (const handed of state.held.get(giver)) {
      for (const person of open(handed, state)) {
        if (came.has(person)) continue;
        came.set(person, [handed, giver]);
        waiting.push(person);
      }
    }
  }
  return came;
}

const open = (thing, { allowed, held }) => allowed.get(thing).filter((person) => !held.get(person).includes(thing));

function best(thing, came, { held, most, ticket }) {
  const ready = [...came.keys()].filter((person) => !most || held.get(person).length < most);
  const fewest = Math.min(...ready.map((person) => held.get(person).length));
  const equals = ready.filter((person) => held.get(person).length === fewest);
  return shuffled(equals, (person) => ticket(thing, person))[0] ?? null;
}
