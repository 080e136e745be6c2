using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Placing order lists, on every kind of account.</summary>
internal static class ListPlacing
{
    /// <summary>Two orders of one quantity, one above and one below the market.</summary>
    public static ApiReply PlaceOco(Call call, AccountKey account, MarginEffect effect)
    {
        if (call.Venue.RulesOf(call.Text("symbol")!) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        var side = WireNames.SideOf(call.Text("side"));
        var (above, errorAbove) = Draft.Read(call, LegNames.Above, side, call.Amount("quantity"), effect);
        if (above is null)
            return ApiReply.Of(errorAbove!);
        var (below, errorBelow) = Draft.Read(call, LegNames.Below, side, call.Amount("quantity"), effect);
        return below is null ? ApiReply.Of(errorBelow!) : PlaceOco(call, account, above, below);
    }

    /// <summary>The same, once its legs are known.</summary>
    public static ApiReply PlaceOco(Call call, AccountKey account, Draft above, Draft below)
    {
        var name = call.Text("listClientOrderId") ?? call.Venue.NextName();
        var command = new ExchangeCommand.PlaceOco(call.Text("symbol")!, new NewOco(name, above.Order, below.Order)) { Account = account.Kind };
        return Place(call, account, command, name, above, below);
    }

    /// <summary>A working order and one or two that wait for it.</summary>
    public static ApiReply PlaceOto(Call call, AccountKey account, MarginEffect effect, ImmutableArray<LegNames> pendingNames, bool isPaidByWorking)
    {
        if (call.Venue.RulesOf(call.Text("symbol")!) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        if (isPaidByWorking && call.Parameters.Has("pendingQuantity"))
            return ApiReply.Of(new ApiError(400, -1225, "Pending orders should not include the 'pendingQuantity' tag."));
        var drafts = new List<Draft>();
        foreach (var names in pendingNames.Insert(0, LegNames.Working))
        {
            var kind = names == LegNames.Working ? "working" : "pending";
            var (draft, error) = Draft.Read(call, names, WireNames.SideOf(call.Text(kind + "Side")), call.Amount(kind + "Quantity"), effect);
            if (draft is null)
                return ApiReply.Of(error!);
            drafts.Add(draft);
        }
        var name = call.Text("listClientOrderId") ?? call.Venue.NextName();
        var list = new NewOto(name, drafts[0].Order, [.. drafts.Skip(1).Select(draft => draft.Order)], isPaidByWorking);
        return Place(call, account, new ExchangeCommand.PlaceOto(call.Text("symbol")!, list) { Account = account.Kind }, name, [.. drafts]);
    }

    private static ApiReply Place(Call call, AccountKey account, ExchangeCommand command, string name, params ReadOnlySpan<Draft> drafts)
    {
        if (Placing.ResponseTypeOf(call, ResponseType.Result) is not { } type)
            return ApiReply.Of(ApiError.Invalid("newOrderRespType"));
        var extras = Placing.ExtrasOf(call, drafts);
        return call.Venue.Turn(call.Customer, (engine, now) => Placing.Execute(call, engine, command, extras, now) switch
        {
            ExchangeReply.Accepted accepted => call.Reply(writer => Write(writer, engine, account, name, accepted.Orders, type)),
            ExchangeReply.Rejected rejected => ApiReply.Of(Placing.ErrorOf(call, rejected)),
            var other => throw new InvalidOperationException($"A placement was answered with {other.GetType().Name}."),
        });
    }

    /// <summary>The reply shows the orders as they were before the working order executed, also when it did at once.</summary>
    private static void Write(
        WireWriter writer, MatchingEngine engine, AccountKey account, string name, ImmutableArray<OrderReport> reports, ResponseType type)
    {
        ImmutableArray<OrderState> orders = [.. reports.Select(report => Placing.StateOf(engine, account, report))];
        var list = engine.Queries.FindList(account, reports[0].OrderListId, name: null)! with { Orders = orders };
        writer.Fields(() =>
        {
            ListJson.Write(writer, list, name);
            if (account.Kind.IsMargin())
                LoanJson.OfPlacement(writer, orders, engine.RulesOf(list.List.Symbol)!, isText: true);
            writer.Array("orderReports", orders, order => writer.Fields(() => OrderJson.Placed(writer, order, type)));
        });
    }
}
