using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Positions;

/// <summary>One life of a position, with one fault at each boundary between two effects.</summary>
public sealed class CrashTests
{
    public enum Fault
    {
        /// <summary>The process dies before a decision is stored.</summary>
        DiesBeforeStoring,

        /// <summary>The process dies with the intent stored and nothing sent.</summary>
        DiesBeforeSending,

        /// <summary>The process dies after the exchange has executed, before the answer.</summary>
        DiesBeforeTheAnswer,

        /// <summary>The request never arrives and its outcome is unknown.</summary>
        LostOnTheWay,

        /// <summary>The exchange executes and the answer is lost; events arrive.</summary>
        AnswerLost,

        /// <summary>The exchange executes, the answer and all its events are lost.</summary>
        AnswerAndEventsLost,

        /// <summary>The exchange executes, and its view lags: orders are not found for a while.</summary>
        AnswerLostAndViewLags,
    }

    public enum Path
    {
        StopHit,
        BreakEven,
        FullLife,
        Gap,
        PlanB,
        NeverFilled,
        Flattened,
    }

    public static TheoryData<Market, ExitStyle, Path, Fault> Cases()
    {
        var data = new TheoryData<Market, ExitStyle, Path, Fault>();
        foreach (var market in Enum.GetValues<Market>())
        {
            foreach (var style in new[] { ExitStyle.Oco, ExitStyle.Legs })
            {
                foreach (var path in Enum.GetValues<Path>())
                {
                    foreach (var fault in Enum.GetValues<Fault>())
                    {
                        data.Add(market, style, path, fault);
                    }
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Life_WithOneFaultAtEachBoundary_EndsFlatWithNothingLostOrDoubled(Market market, ExitStyle style, Path path, Fault fault)
    {
        for (var boundary = 1; ; boundary++)
        {
            var rig = MarginRig.On(market, new SymbolSettings { Symbol = PositionRig.Symbol, ExitStyle = style });
            var life = new Life(rig, fault, boundary);

            life.Run(path);

            SafetyOnTheBooks.WhenFlat(rig);
            Assert.True(rig.Engine.OrdersOf(PositionRig.Symbol).Count(o => o.Side == rig.Side.EntrySide() && o.ExecutedQuantity > 0m) <= 1, "Two entries executed.");
            if (!life.Struck)
            {
                Assert.True(boundary > 1, "No boundary was struck.");
                return;
            }
        }
    }

    private sealed class Crash : Exception;

    private sealed class Life
    {
        private readonly PositionRig _rig;
        private readonly Fault _fault;
        private readonly int _boundary;
        private int _passed;
        private DateTimeOffset? _lagsUntil;
        private (Balance Base, Balance Quote) _lagging;

        public Life(PositionRig rig, Fault fault, int boundary)
        {
            (_rig, _fault, _boundary) = (rig, fault, boundary);
            rig.Stored = SafetyOnTheBooks.Always;
            rig.Storing = decision =>
            {
                if (_fault == Fault.DiesBeforeStoring && !ReferenceEquals(decision.Next, rig.State) && Strikes())
                {
                    throw new Crash();
                }
            };
            rig.Before = Before;
            rig.After = After;
        }

        public bool Struck => _passed >= _boundary;

        public void Run(Path path)
        {
            foreach (var step in Steps(path))
            {
                try
                {
                    step();
                }
                catch (Crash)
                {
                    _rig.Restart();
                }

                _rig.DeliverEvents = true;
                SafetyOnTheBooks.Always(_rig);
            }

            Settle();
        }

        private IEnumerable<Action> Steps(Path path)
        {
            var entry = path is Path.PlanB or Path.NeverFilled ? (path == Path.PlanB ? 94_980m : 94_900m) : 95_000m;
            yield return () => _rig.Signal(Mirrored(entry));
            yield return () => _rig.Wait(TimeSpan.FromSeconds(3));
            yield return () => _rig.Wait(TimeSpan.FromSeconds(100));
            switch (path)
            {
                case Path.StopHit:
                    yield return () => _rig.Move(Mirrored(94_700m));
                    break;
                case Path.BreakEven:
                    yield return () => _rig.Move(Mirrored(95_200m));
                    yield return () => _rig.Wait(TimeSpan.FromSeconds(3));
                    yield return () => _rig.Move(Mirrored(94_900m));
                    break;
                case Path.FullLife:
                    yield return () => _rig.Move(Mirrored(95_200m));
                    yield return () => _rig.Wait(TimeSpan.FromSeconds(30));
                    yield return () => _rig.Move(Mirrored(95_400m));
                    foreach (var (high, low) in new[] { (95_500m, 95_400m), (95_520m, 95_390m), (95_510m, 95_350m), (95_560m, 95_400m), (95_600m, 95_450m) })
                    {
                        yield return () => Bar(high, low);
                        yield return () => _rig.Move(Mirrored(high));
                        yield return () => _rig.Tick(Cadence.Trail);
                    }

                    yield return () => _rig.Move(Mirrored(95_100m));
                    break;
                case Path.Gap:
                    yield return () => _rig.Jump(Mirrored(94_000m));
                    break;
                case Path.PlanB or Path.NeverFilled:
                    yield return () => _rig.Move(Mirrored(94_700m));
                    break;
                case Path.Flattened:
                    yield return () => _rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));
                    break;
            }
        }

        /// <summary>A short position lives through the same path, mirrored at the price of its signal.</summary>
        private decimal Mirrored(decimal price) => _rig.Side == PositionSide.Long ? price : 190_000m - price;

        private void Bar(decimal high, decimal low)
        {
            var (one, other) = (Mirrored(high), Mirrored(low));
            _rig.Bar(Math.Max(one, other), Math.Min(one, other), one);
        }

        private void Settle()
        {
            for (var round = 0; round < 40 && _rig.State.Status != PositionStatus.Flat; round++)
            {
                try
                {
                    if (round == 20)
                    {
                        _rig.Feed(new PositionInput.FlattenRequested("TEST_END"));
                    }

                    _rig.Wait(TimeSpan.FromSeconds(10));
                }
                catch (Crash)
                {
                    _rig.Restart();
                }

                SafetyOnTheBooks.Always(_rig);
            }
        }

        private bool Strikes() => ++_passed == _boundary;

        private ExchangeReply? Before(ExchangeRequest request)
        {
            if (request.Command is ExchangeCommand.Inspect inspect)
            {
                return _lagsUntil is { } until && _rig.Now < until
                    ? new ExchangeReply.Inspected(((ExchangeReply.Inspected)_rig.Engine.Execute(inspect, _rig.Now)).View with
                    {
                        Orders = [],
                        OpenOrders = [],
                        Trades = [],
                        Loans = [],
                        Base = _lagging.Base,
                        Quote = _lagging.Quote,
                    })
                    : null;
            }

            if (_lagsUntil is null)
            {
                _lagging = (_rig.BaseBalance, _rig.QuoteBalance);
            }

            if (_fault == Fault.DiesBeforeSending && Strikes())
            {
                throw new Crash();
            }

            return _fault == Fault.LostOnTheWay && Strikes() ? new ExchangeReply.Unknown("connection cut") : null;
        }

        private ExchangeReply After(ExchangeRequest request, ExchangeReply reply)
        {
            if (request.Command is ExchangeCommand.Inspect)
            {
                return reply;
            }

            switch (_fault)
            {
                case Fault.DiesBeforeTheAnswer when Strikes():
                    throw new Crash();
                case Fault.AnswerLost when Strikes():
                    return new ExchangeReply.Unknown("timeout");
                case Fault.AnswerAndEventsLost when Strikes():
                    _rig.DeliverEvents = false;
                    return new ExchangeReply.Unknown("timeout");
                case Fault.AnswerLostAndViewLags when Strikes():
                    _rig.DeliverEvents = false;
                    _lagsUntil = _rig.Now.AddSeconds(8);
                    return new ExchangeReply.Unknown("timeout");
                default:
                    return reply;
            }
        }
    }
}
