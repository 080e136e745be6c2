using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Executor.Simulator.Server.Control;

/// <summary>Who may use the control API: the machine itself, and whoever shows the key where one is set.</summary>
/// <param name="Key">The key; null: nobody from elsewhere.</param>
internal sealed record ControlAccess(string? Key)
{
    public const string Header = "X-SIM-KEY";

    public bool Allows(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
            return true;
        var shown = context.Request.Headers[Header].ToString();
        return Key is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(Key));
    }
}

/// <summary>Serves <c>/_sim</c>.</summary>
internal sealed class ControlApi(
    VenueControl venue, MarketControl markets, CustomerControl customers, LedgerControl ledger, StreamControl streams, ControlAccess access,
    ILogger<ControlApi> logger)
{
    private ImmutableArray<(string Verb, string Path, Func<ControlCall, Task> Handle)> Routes =>
    [
        ("GET", "/_sim", HelpAsync),
        ("GET", "/_sim/faults", venue.FaultsAsync),
        ("POST", "/_sim/faults", venue.AddFaultAsync),
        ("DELETE", "/_sim/faults", venue.ClearFaultsAsync),
        ("DELETE", "/_sim/faults/{id}", venue.RemoveFaultAsync),
        ("GET", "/_sim/clock", venue.ClockAsync),
        ("POST", "/_sim/clock", venue.ChangeClockAsync),
        ("POST", "/_sim/bans", venue.BanAsync),
        ("POST", "/_sim/reset", venue.ResetAsync),
        ("GET", "/_sim/markets", markets.ListAsync),
        ("POST", "/_sim/markets/{symbol}/price", markets.SetPriceAsync),
        ("POST", "/_sim/markets/{symbol}/source", markets.SetSourceAsync),
        ("POST", "/_sim/markets/{symbol}/book", markets.SetBookAsync),
        ("DELETE", "/_sim/markets/{symbol}/book", markets.ClearBookAsync),
        ("POST", "/_sim/markets/{symbol}/status", markets.SetStatusAsync),
        ("POST", "/_sim/markets/{symbol}/rules", markets.SetRulesAsync),
        ("GET", "/_sim/customers", customers.ListAsync),
        ("GET", "/_sim/customers/{customer}/books", customers.BooksAsync),
        ("POST", "/_sim/customers/{customer}/place", customers.PlaceAsync),
        ("POST", "/_sim/customers/{customer}/cancel", customers.CancelAsync),
        ("POST", "/_sim/customers/{customer}/sell-all", customers.SellAllAsync),
        ("POST", "/_sim/customers/{customer}/funds", customers.MoveFundsAsync),
        ("POST", "/_sim/customers/{customer}/transfer", customers.TransferAsync),
        ("POST", "/_sim/customers/{customer}/liquidate", customers.LiquidateAsync),
        ("POST", "/_sim/customers/{customer}/reset", customers.ResetAsync),
        ("POST", "/_sim/keys/revoke", customers.RevokeAsync),
        ("GET", "/_sim/ledger", ledger.OrdersAsync),
        ("GET", "/_sim/history", ledger.HistoryAsync),
        ("GET", "/_sim/requests", ledger.RequestsAsync),
        ("DELETE", "/_sim/requests", ledger.ForgetAsync),
        ("GET", "/_sim/statistics", ledger.StatisticsAsync),
        ("GET", "/_sim/streams", streams.ShowAsync),
        ("POST", "/_sim/streams", streams.ChangeAsync),
        ("POST", "/_sim/streams/cut", streams.CutAsync),
        ("POST", "/_sim/streams/shutdown", streams.AnnounceShutdownAsync),
        ("POST", "/_sim/streams/expire-tokens", streams.ExpireTokensAsync),
    ];

    /// <summary>Maps all routes.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var (verb, path, handle) in Routes)
            endpoints.MapMethods(path, [verb], context => ServeAsync(context, handle));
    }

    private Task HelpAsync(ControlCall call) =>
        call.AnswerAsync([.. Routes.Select(route => $"{route.Verb} {route.Path}")], ControlJson.Default.ImmutableArrayString);

    private async Task ServeAsync(HttpContext context, Func<ControlCall, Task> handle)
    {
        var call = new ControlCall(context);
        var (status, error) = access.Allows(context)
            ? await TryAsync(call, handle)
            : (403, $"The control API answers to this machine alone, or to whoever shows its key in {ControlAccess.Header}.");
        if (error is not null)
            await call.AnswerAsync(new ControlError(error), ControlJson.Readable.ControlError, status);
    }

    private async Task<(int Status, string? Error)> TryAsync(ControlCall call, Func<ControlCall, Task> handle)
    {
        try
        {
            await handle(call);
            return (200, null);
        }
        catch (ControlException exception)
        {
            return (exception.Status, exception.Message);
        }
        catch (ArgumentException exception)
        {
            return (400, exception.Message);
        }
        catch (InvalidOperationException exception)
        {
            return (409, exception.Message); // the engine says why it cannot be done
        }
        catch (BadHttpRequestException exception)
        {
            return (exception.StatusCode, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return (499, "The caller has gone.");
        }
#pragma warning disable CA1031 // the caller gets an answer, the log the cause
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.ControlFailed(exception);
            return (500, "The simulator failed; its log has the cause.");
        }
    }
}
