using System.Collections.Immutable;
using Executor.Simulator.Server.Streams.Sockets;
using Executor.Simulator.Server.Streams.UserData;
using Executor.Simulator.Server.WebSocketApi;

namespace Executor.Simulator.Server.Control;

/// <summary>Connections and subscriptions by hand (F13, F14).</summary>
internal sealed class StreamControl(Venue venue, Connections connections, UserStreams streams, ApiConnection api)
{
    private const int LongestDelay = 60_000;

    public Task ShowAsync(ControlCall call) => call.AnswerAsync(
        new StreamsStanding(
            [.. connections.Open.Select(each => new ConnectionStanding(each.Id, each.Kind, each.RemoteAddress, each.Since))],
            streams.All.Length, streams.Timing.DelayMs, streams.Timing.ShufflesLists, connections.SendsPings),
        ControlJson.Default.StreamsStanding);

    public async Task ChangeAsync(ControlCall call)
    {
        var change = await call.BodyAsync(ControlJson.Default.StreamsChange);
        var options = connections.Options;
        connections.Options = options with
        {
            PingInterval = Span("pingIntervalMs", change.PingIntervalMs) ?? options.PingInterval,
            PongTimeout = Span("pongTimeoutMs", change.PongTimeoutMs) ?? options.PongTimeout,
            Lifetime = change.LifetimeMs == 0 ? null : Span("lifetimeMs", change.LifetimeMs) ?? options.Lifetime,
            MaxBacklog = Positive("maxBacklog", change.MaxBacklog) ?? options.MaxBacklog,
            ConnectionsPer5Minutes = Positive("connectionsPer5Minutes", change.ConnectionsPer5Minutes) ?? options.ConnectionsPer5Minutes,
            MessagesPerSecond = Positive("messagesPerSecond", change.MessagesPerSecond) ?? options.MessagesPerSecond,
        };
        if (change.EventDelayMs is < 0 or > LongestDelay)
            throw ControlException.Bad($"eventDelayMs: must be 0 to {LongestDelay}, is {change.EventDelayMs}.");
        connections.SendsPings = change.SendsPings ?? connections.SendsPings;
        streams.Timing = new EventTiming
        {
            DelayMs = change.EventDelayMs ?? streams.Timing.DelayMs,
            ShufflesLists = change.ShufflesLists ?? streams.Timing.ShufflesLists,
        };
        await ShowAsync(call);
    }

    public async Task CutAsync(ControlCall call)
    {
        var choice = await call.BodyAsync(ControlJson.Default.ConnectionChoice);
        await call.AnswerAsync(new CountOf(connections.Cut(choice.Kind, choice.Id)), ControlJson.Default.CountOf);
    }

    public Task AnnounceShutdownAsync(ControlCall call)
    {
        api.AnnounceShutdown();
        return call.DoneAsync();
    }

    /// <summary>All listen tokens expire, and so do the subscriptions that live by one.</summary>
    public Task ExpireTokensAsync(ControlCall call)
    {
        foreach (var customer in venue.Customers)
            venue.ListenTokens.Revoke(customer.Name);
        ImmutableArray<UserSubscription> expired = [.. streams.All.Where(subscription => subscription.ExpiresAt is not null)];
        foreach (var subscription in expired)
            streams.Terminate(subscription);
        return call.AnswerAsync(new CountOf(expired.Length), ControlJson.Default.CountOf);
    }

    private static TimeSpan? Span(string field, long? milliseconds) => milliseconds switch
    {
        null => null,
        > 0 and <= int.MaxValue => TimeSpan.FromMilliseconds(milliseconds.Value),
        _ => throw ControlException.Bad($"{field}: must be above 0 and at most {int.MaxValue}, is {milliseconds}."),
    };

    private static int? Positive(string field, int? value) => value is null or > 0
        ? value
        : throw ControlException.Bad($"{field}: must be above 0, is {value}.");
}
