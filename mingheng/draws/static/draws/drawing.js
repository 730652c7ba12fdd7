// Drawing again: layer after layer, every choice by ticket (rules/drawing.py, systematic.py).
import { paired } from "./pairing.js";
import { shuffled, tickets } from "./hashes.js";

const SIDES = 1n << 256n;

/** What a seed decides, picks and exemptions; and the seed of the pairing, pairs and unpaired: none where it is null. As published. */
export function drawn(frame, plan, seed, pairing) {
  const drawing = new Drawing(frame, seed);
  plan.layers.forEach((layer, number) => drawing[layer.kind](number, layer));
  const { picks, exemptions } = drawing;
  return { picks, exemptions, ...assigned(frame, plan.assigning, picks, pairing) };
}

function assigned(frame, assigning, picks, seed) {
  if (!assigning || seed === null) return { pairs: [], unpaired: [] };
  const groupOf = new Map(frame.map((member) => [member.id, member.group]));
  const barred = new Map(assigning.people.map((person) => [person.id, [new Set(person.members), new Set(person.groups)]]));
  const forbidden = (member, person) => barred.get(person)[0].has(member) || barred.get(person)[1].has(groupOf.get(member));
  return paired(picks.map((pick) => pick.member), assigning.people.map((person) => person.id), forbidden, assigning, seed);
}

class Drawing {
  constructor(frame, seed) {
    Object.assign(this, { frame, seed, picks: [], exemptions: [], taken: new Set(), groupsOf: new Map() });
    for (const member of frame) {
      if (!this.groupsOf.has(member.group)) this.groupsOf.set(member.group, []);
      this.groupsOf.get(member.group).push(member);
    }
  }

  base(number, layer) {
    const pool = this.frame.filter((member) => !layer.of || member.strata.includes(layer.of));
    const count = Math.min(layer.count, pool.length);
    if (count) {
      const line = this.line(number, pool);
      const start = BigInt(`0x${this.tickets(number, "start")()}`);
      for (let j = 0n; j < BigInt(count); j += 1n) {
        const place = ((j * SIDES + start) * BigInt(line.length)) / (BigInt(count) * SIDES);
        this.take(number, line[Number(place)], count, line.length);
      }
    }
    this.lacking(number, layer.of ? [layer.of] : [], layer.count - count, pool, new Set());
  }

  /** Groups by ticket, members inside by ticket. */
  line(number, pool) {
    const [group, member] = [this.tickets(number, "group"), this.tickets(number, "member")];
    const order = new Map([...new Set(pool.map((one) => one.group))].map((name) => [name, group(name)]));
    return shuffled(pool, (one) => order.get(one.group) + member(one.id));
  }

  stratum(number, layer) {
    const pool = this.frame.filter((member) => member.strata.includes(layer.name));
    this.topUp(number, pool, layer.count, new Set(layer.spent), layer.name);
  }

  floor(number, layer) {
    const spent = new Set(layer.spent);
    for (const [group, least] of layer.least) this.topUp(number, this.groupsOf.get(group) ?? [], least, spent, group);
  }

  topUp(number, pool, least, spent, about) {
    const lacking = least - pool.filter((member) => this.taken.has(member.id) && !spent.has(member.id)).length;
    const free = this.free(pool, spent);
    const ticket = this.tickets(number, "member");
    for (const member of shuffled(free, (one) => ticket(one.id)).slice(0, Math.max(lacking, 0))) {
      this.take(number, member, Math.min(lacking, free.length), free.length);
    }
    this.lacking(number, [about], lacking - free.length, pool, spent);
  }

  groups(number, layer) {
    const spent = new Set(layer.spent);
    const within = (group) => this.groupsOf.get(group) ?? [];
    const untouched = layer.of.filter((group) => !within(group).some((one) => this.taken.has(one.id) && !spent.has(one.id)));
    const lacking = layer.count - (layer.of.length - untouched.length);
    const free = new Map(untouched.map((group) => [group, this.free(within(group), spent)]).filter(([, able]) => able.length));
    const ticket = this.tickets(number, "member");
    const chosen = shuffled([...free.keys()], this.tickets(number, "group")).slice(0, Math.max(lacking, 0));
    for (const group of chosen) {
      const [member] = shuffled(free.get(group), (one) => ticket(one.id));
      this.take(number, member, Math.min(lacking, free.size), free.size * free.get(group).length);
    }
    const barred = untouched.filter((group) => !free.has(group));
    this.lacking(number, barred, lacking - free.size, barred.flatMap(within), spent);
  }

  free(pool, spent) {
    return pool.filter((member) => !this.taken.has(member.id) && !spent.has(member.id));
  }

  take(number, member, part, whole) {
    this.taken.add(member.id);
    const divisor = common(part, whole);
    this.picks.push({ member: member.id, layer: number, chance: [part / divisor, whole / divisor] });
  }

  lacking(number, about, shortfall, pool, spent) {
    if (shortfall <= 0) return;
    const used = pool.filter((member) => spent.has(member.id)).length;
    const why = !pool.length ? "no_member" : !used ? "all_drawn" : used === pool.length ? "all_spent" : "drawn_or_spent";
    this.exemptions.push({ layer: number, about, shortfall, why, members: pool.length, spent: used });
  }

  tickets(number, what) {
    return tickets(this.seed, `${number}/${what}`);
  }
}

const common = (one, other) => (other ? common(other, one % other) : one);
