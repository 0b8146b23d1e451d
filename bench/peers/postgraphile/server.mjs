/** `node server.mjs given|session`: serves POST /graphql on PORT from the database of DATABASE_URL. */
import { createServer } from "node:http";
import pg from "pg";
import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";
import { given, lookedUp } from "./identity.mjs";
import { preset } from "./preset.mjs";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL) });
const identify = process.argv[2] === "session" ? lookedUp(pool) : given;
const server = createServer();
const instance = postgraphile(preset(pool, identify)).createServ(grafserv);
await instance.ready();
await instance.addTo(server);
server.keepAliveTimeout = 600_000;
server.listen(Number(process.env.PORT), "127.0.0.1");
