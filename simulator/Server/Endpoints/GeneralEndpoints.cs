using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints;

/// <summary>Is anybody there, and what time is it. Source: Binance spot API, general endpoints.</summary>
internal static class GeneralEndpoints
{
    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint { Verb = "GET", Path = "/api/v3/ping", WebSocketMethod = "ping", Handle = call => call.Reply(writer => writer.Fields(() => { })) },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/time",
            WebSocketMethod = "time",
            Handle = call => call.Reply(writer => writer.Fields(() => writer.Time("serverTime", call.Venue.Clock.Now))),
        },
    ];
}
