// From the one source manifest to each browser's: only what truly differs.

/** Match patterns of the hosts that the built packs' adapters serve, each once, sorted. An entry may name a path: access is by host. */
export function hostsOf(packs) {
  const entries = packs.flatMap(({ pack }) => (pack.adapters ?? []).flatMap((adapter) => adapter.hosts ?? []));
  const hosts = entries.map((entry) => entry.split("/", 1)[0].toLowerCase());
  for (const host of hosts) {
    // A host and nothing wider: a pack must not widen what is asked of the user.
    if (!/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(host)) throw new Error(`an adapter names the host "${host}", which is none`);
  }
  return [...new Set(hosts)].sort().map((host) => `https://${host}/*`);
}

export function manifestFor(browser, source, version, hosts) {
  const manifest = { ...structuredClone(source), version, host_permissions: hosts };
  if (browser === "chromium") {
    return {
      ...manifest,
      minimum_chrome_version: "120",
      permissions: [...manifest.permissions, "sidePanel"],
      background: { service_worker: "background.js", type: "module" },
      side_panel: { default_path: "panel.html" },
      // What an organisation may prescribe. Firefox knows no schema; the engine looks at every pack in either browser.
      storage: { managed_schema: "managed-schema.json" },
    };
  }
  return {
    ...manifest,
    background: { scripts: ["background.js"] },
    sidebar_action: { default_title: manifest.action.default_title, default_panel: "panel.html", open_at_install: false },
    browser_specific_settings: {
      gecko: {
        id: "second-look@second-look.invalid",
        strict_min_version: "140.0",
        data_collection_permissions: { required: ["none"] },
      },
    },
  };
}
