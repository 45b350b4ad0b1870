// What a browser's processes cost, read from /proc. Linux only, as the rest of the browser tests.

import { readdirSync, readFileSync } from 'node:fs';

const TICKS = 100; // USER_HZ: fixed at 100 on every Linux that Node runs on.

function processes() {
  const found = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) {
      continue;
    }
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      // The command may hold spaces and brackets: fields are counted after the last `)`.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      found.push({
        pid: Number(entry),
        parent: Number(fields[1]),
        cpu: (Number(fields[11]) + Number(fields[12])) / TICKS,
        resident: Number(fields[21]) * 4096,
        command: readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' '),
      });
    } catch {
      // It ended between the two reads.
    }
  }
  return found;
}

/** The process whose command line names the profile folder and whose parent's does not. */
export function rootOf(profile) {
  const all = processes().filter((process) => process.command.includes(profile));
  const pids = new Set(all.map((process) => process.pid));
  return all.find((process) => !pids.has(process.parent))?.pid;
}

/** A process and all below it. */
export function family(root) {
  const all = processes();
  const pids = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const process of all) {
      if (pids.has(process.parent) && !pids.has(process.pid)) {
        pids.add(process.pid);
        grew = true;
      }
    }
  }
  return all.filter((process) => pids.has(process.pid));
}

/** CPU seconds used so far by those of the family that run pages and extensions. */
export function contentCpu(root) {
  return family(root)
    .filter((process) => /--type=renderer|-contentproc/.test(process.command))
    .reduce((sum, process) => sum + process.cpu, 0);
}
