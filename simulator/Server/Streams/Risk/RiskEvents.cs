using Executor.Core.Exchange;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Streams.Risk;

/// <summary>Writes the events of risk streams. Source: Binance margin API, risk data stream.</summary>
internal static class RiskEvents
{
    public static byte[] Liability(LoanRecord loan, DateTimeOffset now)
    {
        using var json = new WireWriter();
        json.Fields(() => json.Text("e", "USER_LIABILITY_CHANGE").Time("E", now).Text("a", loan.Asset)
            .Text("t", loan.Kind switch { LoanKind.Borrow => "BORROW", LoanKind.Repay => "REPAY" })
            .Plain("p", loan.Principal).Plain("i", loan.Interest));
        return json.ToArray();
    }

    public static byte[] LevelStatus(decimal level, string status, DateTimeOffset now)
    {
        using var json = new WireWriter();
        json.Fields(() => json.Text("e", "MARGIN_LEVEL_STATUS_CHANGE").Time("E", now).Plain("l", level).Text("s", status));
        return json.ToArray();
    }
}
