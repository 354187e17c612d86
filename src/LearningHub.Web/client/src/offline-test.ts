// A test that goes on without a link, on its own page.
import "./outbox/test-island.ts";
