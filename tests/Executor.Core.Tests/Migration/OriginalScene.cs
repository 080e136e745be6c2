using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Migration;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Core.Settings;
using Executor.Core.Tests.Positions;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Migration;

/// <summary>
/// The exchange as the original left it, order by order, to one of its state files. The account held some base before, as it had to for
/// the original's exits to be taken beside each other.
/// </summary>
internal sealed class OriginalScene
{
    public const decimal BaseBefore = 0.003m;

    private const string Trade = "51f72d7584f2";
    private const long Second = 1_736_798_405;

    private static readonly Dictionary<string, Action<OriginalScene>> Plays = new(StringComparer.Ordinal)
    {
        ["pending-limit"] = scene => scene.Buy(95_000m, 94_950.5m),
        ["pending-plan-b"] = scene =>
        {
            scene.Buy(95_000m, 94_950.5m);
            scene.Cancel(1);
            scene.Place(Order($"EX_EN_MKT_{Second + 92}", OrderSide.Buy, OrderType.Market, 0.00105m, null));
        },
        ["open-filled"] = scene => scene.Buy(),
        ["open-filled-stop-refused"] = scene =>
        {
            scene.Buy();
            scene.Targets();
        },
        ["open"] = scene => scene.Open(),
        ["open-old-shape"] = scene => scene.Open(),
        ["shell-completed"] = scene => scene.Open(),
        ["break-even-pending"] = scene => scene.FirstTarget(),
        ["break-even-naked"] = scene =>
        {
            scene.FirstTarget();
            scene.Cancel(4);
        },
        ["break-even-paused"] = scene =>
        {
            scene.FirstTarget();
            scene.Cancel(4);
        },
        ["break-even-done"] = scene => scene.BreakEven(),
        ["break-even-done-old-shape"] = scene => scene.BreakEven(),
        ["trailing"] = scene =>
        {
            scene.BreakEven();
            scene.Rig.Engine.Print(PositionRig.Symbol, 95_610m, scene.Rig.Now);
            scene.Cancel(5);
            scene.Stop($"EX_SL_TR_{Second + 600}", 0.00035m, 95_400m);
        },
        ["trailing-first-target-given-up"] = scene =>
        {
            scene.Open();
            scene.Cancel(2);
            scene.Rig.Engine.Print(PositionRig.Symbol, 95_610m, scene.Rig.Now);
            scene.Cancel(4);
            scene.Stop($"EX_SL_TR_{Second + 600}", 0.0007m, 95_400m);
        },
        ["synthetic-trailing"] = scene =>
        {
            scene.BreakEven();
            scene.Cancel(3);
            scene.Rig.Engine.Print(PositionRig.Symbol, 95_610m, scene.Rig.Now);
            scene.Cancel(5);
            scene.Stop($"EX_SL_TR_RESTORE_{Second + 600}", 0.0007m, 95_450m);
        },
        ["synthetic-trailing-begun"] = scene =>
        {
            scene.BreakEven();
            scene.Cancel(3);
            scene.Cancel(5);
        },
        ["cleanup-after-stop-watchdog"] = scene =>
        {
            scene.Open();
            scene.Place(Order($"EX_SL_WD_{Second + 204}", OrderSide.Sell, OrderType.Market, 0.00105m, null));
            scene.Cancel(4);
        },
        ["cleanup-after-target-watchdog"] = scene =>
        {
            scene.Open();
            scene.Place(Order($"EX_TP_WD_{Second + 300}", OrderSide.Sell, OrderType.Market, 0.00035m, null));
        },
        ["stop-done"] = scene =>
        {
            scene.Open();
            scene.Rig.Engine.Print(PositionRig.Symbol, 94_699.99m, scene.Rig.Now);
            scene.Rig.Engine.Print(PositionRig.Symbol, 94_720m, scene.Rig.Now);
        },
    };

    private OriginalScene(string name, EngineOptions options)
    {
        Name = name;
        Rig = new PositionRig(Settings, options: options);
        Rig.Engine.Deposit("BTC", BaseBefore);
        Rig.Engine.Deposit("BNB", 1m);
        Books = new EngineBooks(Rig.Engine, Rig.Rules);
        Checker = new SafetyChecker(Books, Rig.Rules, Settings with { ExitStyle = ExitStyle.Legs });
        Rig.Wait(TimeSpan.FromSeconds(5));
        Plays[name](this);
        Rig.Engine.DrainEvents();
        Rig.Wait(TimeSpan.FromMinutes(20));
    }

    /// <summary>The files with a position that is managed on.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Plays.Keys];

    public static SymbolSettings Settings { get; } = new() { Symbol = PositionRig.Symbol };

    public string Name { get; }

    public PositionRig Rig { get; }

    public EngineBooks Books { get; }

    public SafetyChecker Checker { get; }

    /// <summary>The books as the original left them; commissions are paid in BNB, or taken from what is received.</summary>
    public static OriginalScene Play(string name, bool paysInBnb = true) =>
        new(name, new EngineOptions { PayFeesInBnb = paysInBnb, BnbPrice = 600m });

    /// <summary>Bytes of a state file.</summary>
    public static byte[] File(string name) =>
        System.IO.File.ReadAllBytes(Path.Combine(RepositoryText.Root, "tests", "Executor.Core.Tests", "Migration", "StateFiles", $"{name}.json"));

    /// <summary>Reads the file and stores what it says; nothing is sent yet.</summary>
    public ImportResult Import()
    {
        var result = StateImport.Read(File(Name), Settings, Rig.Rules, Rig.Now);
        Assert.True(result.State is not null, string.Join(Environment.NewLine, result.Refused));
        Rig.State = result.State;
        return result;
    }

    /// <summary>The first activation, with the time it takes to find out about orders the file does not know.</summary>
    public void TakeOver()
    {
        Rig.Restart();
        Rig.Wait(TimeSpan.FromSeconds(10));
    }

    /// <summary>From now on the safety properties are judged after each request and each step.</summary>
    public void Check()
    {
        var request = default(ExchangeRequest);
        Rig.Storing = decision => request = decision.Request;
        Rig.After = (sent, reply) =>
        {
            Checker.AfterCommand(Rig.Now, Rig.State, sent, reply);
            return reply;
        };
        Rig.Stored = rig =>
        {
            if (request is null)
            {
                Checker.AfterStep(rig.Now, rig.State);
            }
        };
    }

    private static NewOrder Order(string id, OrderSide side, OrderType type, decimal quantity, decimal? price, decimal? stop = null) => new()
    {
        ClientOrderId = id,
        Side = side,
        Type = type,
        Quantity = quantity,
        Price = price,
        StopPrice = stop,
    };

    private void Place(NewOrder order) =>
        Assert.IsType<ExchangeReply.Accepted>(Rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, order), Rig.Now));

    private void Cancel(long orderId) => Assert.IsType<ExchangeReply.Accepted>(
        Rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(string.Empty, orderId)), Rig.Now));

    private void Stop(string id, decimal quantity, decimal level) =>
        Place(Order(id, OrderSide.Sell, OrderType.StopLossLimit, quantity, level - 0.02m, level));

    private void Buy(decimal market = 95_000m, decimal limit = 95_000.5m)
    {
        Rig.Engine.Print(PositionRig.Symbol, market, Rig.Now);
        Place(Order($"EX_EN_{Second}", OrderSide.Buy, OrderType.Limit, 0.00105m, limit));
    }

    private void Targets()
    {
        Place(Order($"EX_TP1_{Trade}", OrderSide.Sell, OrderType.LimitMaker, 0.00035m, 95_301m));
        Place(Order($"EX_TP2_{Trade}", OrderSide.Sell, OrderType.LimitMaker, 0.00035m, 95_601.5m));
    }

    private void Open()
    {
        Buy();
        Targets();
        Stop($"EX_SL_{Trade}", 0.00105m, 94_700m);
    }

    private void FirstTarget()
    {
        Open();
        Rig.Engine.Print(PositionRig.Symbol, 95_305m, Rig.Now);
    }

    private void BreakEven()
    {
        FirstTarget();
        Cancel(4);
        Stop($"EX_SL_BE_TP1_{Second + 300}", 0.0007m, 95_000.01m);
    }
}
