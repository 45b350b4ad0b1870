// What writes to the stores, as the extension's own pages use it, for tests that run on one of those pages.

import { readBackup } from "../../../extension/background/backup.ts";
import { noteDown } from "../../../extension/background/deeds/unfinished.ts";
import { addOverride, remove, rollBack, switchPack, take } from "../../../extension/background/packs/store.ts";
import { addRecord, changeRecord, erasePerson, eraseRecord, importRecord, purgeRecords } from "../../../extension/background/records/store.ts";
import { changeSettings, writeSettings } from "../../../extension/common/settings.ts";
import { dispute, putNote } from "../../../extension/records/changes.ts";
import { recordJson } from "../../../extension/records/export/json.ts";
import { sample } from "../../unit/records-sample.ts";

export { addOverride, addRecord, changeRecord, changeSettings, dispute, erasePerson, eraseRecord, importRecord, noteDown, purgeRecords, putNote, readBackup, recordJson, remove, rollBack, sample, switchPack, take, writeSettings };
