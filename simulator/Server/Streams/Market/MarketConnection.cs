using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Executor.Simulator.Server.Streams.Risk;
using Executor.Simulator.Server.Streams.Sockets;
using Microsoft.AspNetCore.Http;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>Runs market stream connections: <c>/ws/name/...</c> for raw, <c>/stream?streams=a/b</c> for wrapped
/// payloads; a key of a risk stream may stand in place of a name.</summary>
internal sealed class MarketConnection(Venue venue, MarketStreams streams, RiskStreams risks, Connections connections, TimeProvider real)
{
    private const string Combined = "combined";

    /// <summary>Runs a connection until it is over.</summary>
    public async Task RunAsync(HttpContext context, Connection connection)
    {
        var isCombined = context.Request.Path.StartsWithSegments("/stream", StringComparison.Ordinal);
        var inMicroseconds = string.Equals(context.Request.Query["timeUnit"], "MICROSECOND", StringComparison.OrdinalIgnoreCase);
        var subscriber = new MarketSubscriber(connection.Peer, isCombined, inMicroseconds);
        if (!subscriber.TryAdd(NamesOf(context, isCombined), connections.Options.StreamsPerConnection))
            connection.Peer.Close(WebSocketCloseStatus.PolicyViolation, "Too many streams.");
        streams.Add(subscriber);
        foreach (var customer in subscriber.Names.Select(venue.RiskKeys.Find).OfType<Customer>())
            risks.Add(customer, connection.Peer);
        try
        {
            var pace = new MessagePace(connections.Options.MessagesPerSecond, real);
            await connection.Peer.RunAsync(text =>
            {
                if (pace.Allows())
                    connection.Peer.Send(Encoding.UTF8.GetBytes(Answer(subscriber, text)));
                else
                    connection.Peer.Close(WebSocketCloseStatus.PolicyViolation, "Too many requests.");
                return ValueTask.CompletedTask;
            });
        }
        finally
        {
            streams.Remove(subscriber);
            risks.Remove(connection.Peer);
        }
    }

    private static ImmutableArray<string> NamesOf(HttpContext context, bool isCombined)
    {
        var text = isCombined
            ? context.Request.Query["streams"].ToString()
            : context.Request.Path.StartsWithSegments("/ws", StringComparison.Ordinal, out var rest) ? rest.Value ?? "" : "";
        return [.. text.Split('/', StringSplitOptions.RemoveEmptyEntries)];
    }

    private string Answer(MarketSubscriber subscriber, ReadOnlyMemory<byte> text)
    {
        var (request, error) = MarketRequest.Read(text);
        if (request is null)
            return error!;
        switch (request.Method)
        {
            case "SUBSCRIBE" when request.Names.IsEmpty:
            case "UNSUBSCRIBE" when request.Names.IsEmpty:
                return MarketRequest.Error(2, "Invalid request: params must name at least one stream", request.Id);
            case "SUBSCRIBE":
                if (!subscriber.TryAdd(request.Names, connections.Options.StreamsPerConnection))
                    return MarketRequest.Error(2, "Invalid request: too many streams", request.Id);
                streams.Refresh();
                return Result("null", request.Id);
            case "UNSUBSCRIBE":
                subscriber.Remove(request.Names);
                streams.Refresh();
                return Result("null", request.Id);
            case "LIST_SUBSCRIPTIONS":
                return Result(
                    JsonSerializer.Serialize([.. subscriber.Names.Order(StringComparer.Ordinal)], MarketJson.Default.ImmutableArrayString), request.Id);
            case "SET_PROPERTY" when request is { Names: [Combined], Flag: { } isCombined }:
                subscriber.IsCombined = isCombined;
                return Result("null", request.Id);
            case "GET_PROPERTY" when request is { Names: [Combined], Flag: null }:
                return Result(subscriber.IsCombined ? "true" : "false", request.Id);
            case "SET_PROPERTY" or "GET_PROPERTY":
                return MarketRequest.Error(0, "Unknown property", request.Id);
            default:
                return MarketRequest.Error(2, "Invalid request: unknown variant", request.Id);
        }
    }

    private static string Result(string result, string id) => $"{{\"result\":{result},\"id\":{id}}}";
}
