package dev.gatehouse.ticket;

import static dev.gatehouse.testing.Keys.staff;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.testing.Pathway;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What the tests of the desk do again and again. */
@ApplicationScoped
public class Desk {
    private final Database database;

    Desk(Database database) {
        this.database = database;
    }

    /** Opens a ticket for a client. */
    public static Response open(Pathway client, String topic, String message) {
        return client.call().body(Map.of("topic", topic, "message", message)).post("/tickets");
    }

    /** Opens a ticket, expects it to be new, and gives its id. */
    public static String opened(Pathway client, String topic) {
        return open(client, topic, "Please help.")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Says something in a client's ticket. */
    public static Response say(Pathway client, String ticket, String message) {
        return client.call().body(Map.of("message", message)).post("/tickets/{id}/messages", ticket);
    }

    /** Answers for staff. */
    public static Response answer(String ticket, String message) {
        return staff().body(Map.of("message", message)).post("/staff/tickets/{id}/messages", ticket);
    }

    /** Closes for staff. */
    public static void close(String ticket) {
        staff().post("/staff/tickets/{id}/close", ticket).then().statusCode(200);
    }

    /** What was said in a client's ticket. */
    public static List<String> said(Pathway client, String ticket) {
        return client.call()
                .get("/tickets/{id}", ticket)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("messages.text", String.class);
    }

    /** Sets up an endpoint that listens to tickets; {@code reseller} may be none. */
    public UUID listen(UUID... reseller) {
        UUID id = UUID.randomUUID();
        database.client()
                .preparedQuery(
                        "insert into webhook_endpoint (id, reseller_id, url, events, secret, created_by, created_at)"
                                + " values ($1, $2, 'https://hooks.example.org/', $3, $4, 'test', now())")
                .executeAndAwait(Tuple.of(
                        id,
                        reseller.length == 0 ? null : reseller[0],
                        new String[] {"ticket.opened", "ticket.replied"},
                        Rows.bytes(new byte[] {1})));
        return id;
    }

    /** What the endpoint is told of a ticket, in order. */
    public List<JsonObject> told(UUID endpoint, String ticket) {
        return StreamSupport.stream(
                        database.client()
                                .preparedQuery(
                                        "select payload from webhook_delivery where endpoint_id = $1 order by seq")
                                .executeAndAwait(Tuple.of(endpoint))
                                .spliterator(),
                        false)
                .map(row -> new JsonObject(row.getString("payload")))
                .filter(event -> ticket.equals(event.getJsonObject("data").getString("ticketId")))
                .toList();
    }

    /** Takes the endpoint away, so that no other test's events are written for it. */
    public void forget(UUID endpoint) {
        run("update webhook_endpoint set removed_at = now() where id = $1", endpoint);
    }

    /** The acts that are on record about a ticket, oldest first: action and detail. */
    public List<String> acts(String ticket) {
        return StreamSupport.stream(
                        database.client()
                                .preparedQuery(
                                        "select action || ' ' || detail as act from audit_entry where subject = $1 order by seq")
                                .executeAndAwait(Tuple.of("ticket:" + ticket))
                                .spliterator(),
                        false)
                .map(row -> row.getString("act"))
                .toList();
    }

    /** The one number that a query about something ({@code $1}) yields. */
    public long count(String sql, Object about) {
        Row row = database.client()
                .preparedQuery(sql)
                .executeAndAwait(Tuple.of(about))
                .iterator()
                .next();
        return row.getLong(0);
    }

    /** Runs a statement about something ({@code $1}). */
    public int run(String sql, Object about) {
        return database.client()
                .preparedQuery(sql)
                .executeAndAwait(Tuple.of(about))
                .rowCount();
    }
}
