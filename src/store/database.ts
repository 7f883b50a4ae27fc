/** One open SQLite file with its prepared statements; what a file that is no dossier, or a newer one, is told. */
import { closeSync, existsSync, openSync, readSync } from "node:fs";
import Libsql from "libsql";
import { UserError } from "../model/errors.ts";
import { isUnread, unpack } from "./packed.ts";
import { APPLICATION, derived, derivedTables, floor, intake, lines, pages, VERSION } from "./schema.ts";

export type Value = string | number | null | Uint8Array;
export type Row = Record<string, Value>;

/** A thin cover over the driver: statements are prepared once, rows are plain. */
export class Database {
  readonly #handle: Libsql.Database;
  readonly #statements = new Map<string, Libsql.Statement<unknown[]>>();
  #depth = 0;

  constructor(handle: Libsql.Database) {
    this.#handle = handle;
  }

  #prepare(sql: string): Libsql.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#handle.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  run(sql: string, ...values: Value[]): { changes: number; lastInsertRowid: number } {
    const done = this.#prepare(sql).run(...values);
    return { changes: done.changes, lastInsertRowid: Number(done.lastInsertRowid) };
  }

  get<T = Row>(sql: string, ...values: Value[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  all<T = Row>(sql: string, ...values: Value[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  exec(sql: string): void {
    this.#handle.exec(sql);
  }

  /** Runs the work in one transaction; nothing of it stays where it throws. Inner calls join the outer one. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#handle.exec("begin immediate");
    this.#depth++;
    try {
      const result = work();
      this.#handle.exec("commit");
      return result;
    } catch (error) {
      try {
        this.#handle.exec("rollback");
      } catch {
        // the engine has rolled back by itself
      }
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** A transaction on what can be drawn again: it survives the death of the process, but its end is not forced to the disk. */
  relaxed<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#handle.exec("pragma synchronous = normal");
    try {
      return this.transaction(work);
    } finally {
      this.#handle.exec("pragma synchronous = full");
    }
  }

  close(): void {
    this.#statements.clear();
    this.#handle.close();
  }
}

/** Opens or makes a dossier. Throws UserError where the file is something else or of a newer version. */
export function openDatabase(file: string): Database {
  if (file !== ":memory:" && existsSync(file)) checkHeader(file);
  let handle: Libsql.Database;
  try {
    handle = new Libsql(file);
  } catch (error) {
    throw new UserError(`cannot open the dossier: ${messageOf(error)}`, {
      where: file,
      hint: "Does its folder exist, and may it be written?",
    });
  }
  try {
    const db = new Database(handle);
    db.exec("pragma busy_timeout = 10000");
    const application = Number(db.get<{ application_id: number }>("pragma application_id")?.application_id ?? 0);
    const version = Number(db.get<{ user_version: number }>("pragma user_version")?.user_version ?? 0);
    const tables = Number(db.get<{ n: number }>("select count(*) as n from sqlite_master")?.n ?? 0);
    if (tables > 0 && application !== APPLICATION) throw notADossier(file);
    if (version > VERSION)
      throw new UserError(`the dossier is of version ${version}, this program knows versions up to ${VERSION}`, {
        where: file,
        hint: "Install a newer version of the program, or give another file with --db.",
      });
    db.exec("pragma journal_mode = wal");
    db.exec("pragma synchronous = full");
    db.exec("pragma cache_size = -64000");
    if (tables === 0)
      db.transaction(() => {
        // another process may have been faster
        if (Number(db.get<{ n: number }>("select count(*) as n from sqlite_master where name = 'article'")?.n) > 0)
          return;
        db.exec(`pragma application_id = ${APPLICATION}; pragma user_version = ${VERSION};`);
        db.exec(floor);
        db.exec(derived);
      });
    else if (version < VERSION) upgrade(db);
    db.exec(pages);
    db.exec(intake);
    db.exec(lines);
    return db;
  } catch (error) {
    handle.close();
    if (error instanceof UserError) throw error;
    if (/not a database|malformed|corrupt/i.test(messageOf(error))) throw notADossier(file);
    throw new UserError(`cannot open the dossier: ${messageOf(error)}`, { where: file });
  }
}

/** Brings the floor of an older dossier up to this version; all that is drawn is dropped, and drawn again by the next settling. */
function upgrade(db: Database): void {
  db.transaction(() => {
    // another process may have been faster
    if (Number(db.get<{ user_version: number }>("pragma user_version")?.user_version) >= VERSION) return;
    db.exec("drop index if exists article_published");
    db.exec("alter table article add column unread integer not null default 0");
    const empty = db.all<{ n: number; reading: Uint8Array }>(
      "select n, reading from article where events = 0 and statements = 0",
    );
    for (const { n, reading } of empty)
      if (isUnread(unpack(reading))) db.run("update article set unread = 1 where n = ?", n);
    dropDerived(db);
    db.exec(`pragma user_version = ${VERSION}`);
  });
}

/** Drops all that is drawn, and marks every article to be drawn again. */
export function dropDerived(db: Database): void {
  db.transaction(() => {
    for (const name of derivedTables) db.exec(`drop table if exists ${name}`);
    db.exec(derived);
    db.exec("update article set settled = 0; update judgement set settled = 0;");
  });
}

function checkHeader(file: string): void {
  let head = "";
  let length = 0;
  try {
    const fd = openSync(file, "r");
    const bytes = new Uint8Array(16);
    length = readSync(fd, bytes, 0, 16, 0);
    closeSync(fd);
    head = String.fromCharCode(...bytes.subarray(0, 15));
  } catch (error) {
    throw new UserError(`cannot read the dossier: ${messageOf(error)}`, { where: file });
  }
  if (length > 0 && head !== "SQLite format 3") throw notADossier(file);
}

const notADossier = (file: string): UserError =>
  new UserError("this file is not a dossier", {
    where: file,
    hint: "Give another file with --db; a new one is made where there is none.",
  });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
