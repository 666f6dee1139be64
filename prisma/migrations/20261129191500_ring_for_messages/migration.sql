-- Workers listen instead of asking again and again: whoever puts a message in the outbox rings for them, once it is kept.
CREATE FUNCTION ring_for_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER "OutboxMessage_ring" AFTER INSERT ON "OutboxMessage" FOR EACH STATEMENT EXECUTE FUNCTION ring_for_messages();
