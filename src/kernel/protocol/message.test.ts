import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { InvalidMessageError, MessageFormat } from "./message";

const bytes = (frames: readonly (Uint8Array | string)[]) => frames.map((frame) => Buffer.from(frame as string));

suite("messages on the wire", () => {
  test("what is written is read again", () => {
    const identities = fc.array(
      fc.uint8Array({ minLength: 1 }).map((id) => Buffer.from(id)),
      { maxLength: 3 },
    );
    const content = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.string(), identities, content, (key, ids, sent) => {
        const plain = JSON.parse(JSON.stringify(sent));
        const format = new MessageFormat(key);
        const message = format.parse(bytes(format.frames("status", plain, { identities: ids })));
        assert.deepEqual(message.content, plain);
        assert.equal(message.header.msg_type, "status");
        assert.deepEqual(message.identities.map(String), ids.map(String));
      }),
    );
  });

  test("an answer names the message that it answers", () => {
    const format = new MessageFormat("key");
    const request = format.parse(bytes(format.frames("execute_request", {})));
    const answer = format.parse(bytes(format.frames("execute_reply", {}, { parent: request.header })));
    assert.deepEqual(answer.parent, request.header);
    assert.notEqual(answer.header.msg_id, request.header.msg_id);
  });

  test("a message with another key, a changed part or too few parts is refused", () => {
    const format = new MessageFormat("key");
    const frames = bytes(format.frames("status", { a: 1 }));
    assert.throws(() => new MessageFormat("other").parse(frames), InvalidMessageError);
    assert.throws(() => format.parse([...frames.slice(0, -1), Buffer.from('{"a":2}')]), InvalidMessageError);
    assert.throws(() => format.parse(frames.slice(0, -1)), InvalidMessageError);
    assert.throws(() => format.parse([]), InvalidMessageError);
  });
});
