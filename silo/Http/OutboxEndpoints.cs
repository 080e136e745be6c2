using System.Collections.Immutable;
using Executor.Silo.Configuration;
using Executor.Silo.Notifications;
using Executor.Storage.Outbox;

namespace Executor.Silo.Http;

/// <summary>What has not been sent yet, and what was given up.</summary>
internal static class OutboxEndpoints
{
    private const int Shown = 200;

    public static void MapOutbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/outbox", GetAsync);
        routes.MapPost("/outbox/{id}/retry", RetryAsync).RequireOperatorKey();
    }

    private static async Task<IResult> GetAsync(WebhookService webhooks, SiloSettings settings, CancellationToken cancellationToken)
    {
        if (webhooks.Outbox is not { } outbox)
            return Results.Ok(new OutboxList(Target: null, Waiting: 0, Dead: 0, Oldest: null, []));
        var status = await outbox.StatusAsync(Shown, cancellationToken);
        return Results.Ok(new OutboxList(
            settings.Webhook?.ToString(), status.Waiting, status.Dead, status.Oldest, [.. status.Messages.Select(OutboxEntry.Of)]));
    }

    private static async Task<IResult> RetryAsync(string id, WebhookService webhooks, CancellationToken cancellationToken) =>
        await webhooks.RetryAsync(id, cancellationToken) ? Results.Accepted() : Problems.UnknownMessage(id);
}

/// <summary>Answer to <c>GET /outbox</c>.</summary>
/// <param name="Target">Scheme and host of the receiver; null: N8N_WEBHOOK_URL is not set and nothing is sent.</param>
/// <param name="Waiting">Messages that are to be sent.</param>
/// <param name="Dead">Messages that were given up.</param>
/// <param name="Oldest">When the oldest waiting one happened, UTC.</param>
/// <param name="Messages">The dead ones first, then those that wait, oldest first; at most 200.</param>
internal sealed record OutboxList(string? Target, long Waiting, long Dead, DateTimeOffset? Oldest, ImmutableArray<OutboxEntry> Messages);

/// <summary>One message of the outbox.</summary>
/// <param name="Id">Its id, as <c>event_id</c> in its body.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Event">The journal event that it tells.</param>
/// <param name="At">When that happened, UTC.</param>
/// <param name="State"><c>waiting</c> or <c>dead</c>.</param>
/// <param name="Attempts">How often it was sent in vain.</param>
/// <param name="DueAt">Not sent before, UTC; null while dead.</param>
/// <param name="Problem">What the last attempt met.</param>
internal sealed record OutboxEntry(
    string Id, string Symbol, string Event, DateTimeOffset At, string State, int Attempts, DateTimeOffset? DueAt, string? Problem)
{
    public static OutboxEntry Of(OutboxMessage message) => new(
        message.Id, message.Stream, message.Event, message.At, message.IsDead ? "dead" : "waiting", message.Attempts,
        message.IsDead ? null : message.DueAt, message.Problem);
}
