using System.Collections.Immutable;
using Executor.Simulator.Server.Endpoints;
using Executor.Simulator.Server.History;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Control;

/// <summary>What was received: every accepted order, every request, and what it cost.</summary>
internal sealed class LedgerControl(Venue venue, VenueHistory history, EndpointTable endpoints)
{
    /// <summary>Accepted orders of all customers and accounts, by time of acceptance.</summary>
    public Task OrdersAsync(ControlCall call)
    {
        var (only, symbol) = (call.Query("customer"), call.Query("symbol"));
        var orders = venue.Customers.Where(customer => only is null || customer.Name == only)
            .SelectMany(customer => venue.Turn(customer, (engine, _) => engine.Snapshot().Orders))
            .Where(order => symbol is null || order.Report.Symbol == symbol)
            .OrderBy(order => order.CreatedAt).ThenBy(order => order.Report.Symbol, StringComparer.Ordinal).ThenBy(order => order.Report.OrderId)
            .Select(order => new LedgerOrder(order.Account.Kind, order.CreatedAt, order.Report));
        return call.AnswerAsync([.. orders], ControlJson.Default.ImmutableArrayLedgerOrder);
    }

    /// <summary>What happened on the books after a row, oldest first.</summary>
    public Task HistoryAsync(ControlCall call) => call.AnswerAsync(
        history.After(call.Count("since", 0, int.MaxValue, 0), call.Count("limit", 1, MostRows, MostRows)), HistoryJson.Default.ImmutableArrayHistoryRow);

    /// <summary>Requests in the order they were answered.</summary>
    public Task RequestsAsync(ControlCall call) => call.AnswerAsync(
        [.. Chosen(call).Select(request => new LedgerRequest(
            request.At, request.Endpoint, request.RemoteAddress, request.Customer,
            request.Parameters.GroupBy(each => each.Name, StringComparer.Ordinal).ToImmutableDictionary(group => group.Key, group => group.First().Value),
            request.Status, request.Code))],
        ControlJson.Default.ImmutableArrayLedgerRequest);

    /// <summary>Requests and weight by minute, customer, market and endpoint.</summary>
    public Task StatisticsAsync(ControlCall call) => call.AnswerAsync(
        [.. Chosen(call).GroupBy(request => (Minute: MinuteOf(request.At), request.Customer, Symbol: SymbolOf(request), request.Endpoint))
            .OrderBy(group => group.Key.Minute).ThenBy(group => group.Key.Customer, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Symbol, StringComparer.Ordinal).ThenBy(group => group.Key.Endpoint, StringComparer.Ordinal)
            .Select(group => new UsageRow(
                group.Key.Minute, group.Key.Customer, group.Key.Symbol, group.Key.Endpoint, group.Count(), group.Sum(WeightOf),
                group.Count(request => request.Status >= FirstRefusal)))],
        ControlJson.Default.ImmutableArrayUsageRow);

    public Task ForgetAsync(ControlCall call)
    {
        venue.Journal.Clear();
        return call.DoneAsync();
    }

    private const int FirstRefusal = 400;
    private const int MostRows = 10_000;

    private IEnumerable<ReceivedRequest> Chosen(ControlCall call)
    {
        var (customer, endpoint, since) = (call.Query("customer"), call.Query("endpoint"), call.Time("since"));
        return venue.Journal.All.Where(request => (customer is null || request.Customer == customer)
            && (endpoint is null || request.Endpoint == endpoint) && (since is null || request.At >= since));
    }

    private int WeightOf(ReceivedRequest request)
    {
        if (_byName.Value.GetValueOrDefault(request.Endpoint) is not { } endpoint || (endpoint.IsFreeOnSuccess && request.Status < FirstRefusal))
            return 0;
        var parameters = new ParameterList();
        foreach (var parameter in request.Parameters)
            parameters.Add(parameter);
        return endpoint.Weight(parameters);
    }

    private readonly Lazy<Dictionary<string, Endpoint>> _byName =
        new(() => endpoints.All.GroupBy(endpoint => endpoint.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()));

    private static DateTimeOffset MinuteOf(DateTimeOffset at) => at - TimeSpan.FromTicks(at.Ticks % TimeSpan.TicksPerMinute);

    private static string? SymbolOf(ReceivedRequest request) => request.Parameters.FirstOrDefault(parameter => parameter.Name == "symbol").Value;
}
