using Executor.Simulator.Server.Faults;
using Executor.Simulator.Server.Market;
using Executor.Simulator.Server.Streams.Market;
using Executor.Simulator.Server.Streams.Risk;
using Executor.Simulator.Server.Streams.Sockets;
using Executor.Simulator.Server.Streams.UserData;
using Executor.Simulator.Server.WebSocketApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Simulator.Server.Streams;

/// <summary>Registers what moves the markets, what goes wrong, and what listens; and serves the WebSocket paths.</summary>
internal static class StreamServices
{
    /// <summary>Adds the services; the venue and the request pipeline are there already.</summary>
    public static IServiceCollection AddStreams(this IServiceCollection services, TimeProvider real)
    {
        services.AddSingleton(real);
        services.AddSingleton(provider => new FaultBook(provider.GetRequiredService<Venue>().Clock));
        services.AddSingleton<RequestFaults>();
        services.AddSingleton<LoanFaults>();
        services.AddSingleton<MakerBooks>();
        services.AddSingleton<MarketDriver>();
        services.AddSingleton(provider => provider.GetRequiredService<Venue>().ListenTokens);
        services.AddSingleton(provider => new Connections(provider.GetRequiredService<Venue>().Clock));
        services.AddSingleton<SocketEntrance>();
        services.AddSingleton<MarketStreams>();
        services.AddSingleton<RiskStreams>();
        services.AddSingleton<MarketConnection>();
        services.AddSingleton<UserStreams>();
        services.AddSingleton<ApiConnection>();
        services.AddSingleton<VenuePump>();
        services.AddHostedService(provider => provider.GetRequiredService<VenuePump>());
        return services;
    }

    /// <summary>Connects the venue with its faults and books, and serves <c>/ws-api/v3</c>, <c>/ws</c> and <c>/stream</c>.</summary>
    public static void UseStreams(this WebApplication app, bool movesMarkets)
    {
        var provider = app.Services;
        var venue = provider.GetRequiredService<Venue>();
        venue.Faults = provider.GetRequiredService<RequestFaults>();
        venue.LoanFaults.Current = provider.GetRequiredService<LoanFaults>();
        var faults = provider.GetRequiredService<FaultBook>();
        venue.RefusesPendingLegs = symbol => faults.Draw(new FaultTarget(null, null, symbol, null), FaultKind.RejectPendingLegs) is not null;
        var books = provider.GetRequiredService<MakerBooks>();
        venue.Liquidity.Current = books;
        venue.Book = books;
        if (movesMarkets)
            provider.GetRequiredService<MarketDriver>().FollowSeeds(venue.Scenario.Seed);

        var entrance = provider.GetRequiredService<SocketEntrance>();
        var api = provider.GetRequiredService<ApiConnection>();
        var market = provider.GetRequiredService<MarketConnection>();
        app.UseWebSockets();
        app.MapWhen(context => IsPath(context.Request.Path, "/ws-api/v3"), branch => branch.Run(context =>
            entrance.AcceptAsync(context, ConnectionKind.Api, connection => api.RunAsync(context, connection))));
        app.MapWhen(context => context.Request.Path.StartsWithSegments("/ws") || IsPath(context.Request.Path, "/stream"), branch => branch.Run(context =>
            entrance.AcceptAsync(context, ConnectionKind.Market, connection => market.RunAsync(context, connection))));
    }

    /// <summary>A slash at the end is ignored, as the exchange does.</summary>
    private static bool IsPath(PathString path, string wanted) => (path.Value ?? "").TrimEnd('/') == wanted;
}
