using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>Seeded random lives: market, faults, lost, doubled and late events, partial fills, hands on the exchange. The safety properties hold
/// after every step, and once the faults stop the position comes to rest. EXECUTOR_LIVES raises the number of lives.</summary>
public sealed class RandomLivesTests
{
    private static readonly int Lives = int.Parse(Environment.GetEnvironmentVariable("EXECUTOR_LIVES") ?? "400", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(Market.Spot, ExitStyle.Oco, false)]
    [InlineData(Market.Spot, ExitStyle.Oco, true)]
    [InlineData(Market.Spot, ExitStyle.Bracket, false)]
    [InlineData(Market.Spot, ExitStyle.Bracket, true)]
    [InlineData(Market.Spot, ExitStyle.Legs, false)]
    [InlineData(Market.Spot, ExitStyle.Legs, true)]
    [InlineData(Market.MarginLong, ExitStyle.Oco, true)]
    [InlineData(Market.MarginLong, ExitStyle.Legs, true)]
    [InlineData(Market.MarginShort, ExitStyle.Oco, true)]
    [InlineData(Market.MarginShort, ExitStyle.Legs, true)]
    public void Lives_UnderFaults_KeepTheSafetyPropertiesAndComeToRest(Market market, ExitStyle style, bool partialFills)
    {
        for (var seed = 1; seed <= Lives; seed++)
        {
            var life = new RandomLife(seed, market, style, partialFills);
            try
            {
                life.Run();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"Seed {seed}: {e.Message}{Environment.NewLine}{life.Story}{Environment.NewLine}{e.StackTrace}");
            }
        }
    }

    private sealed class Crash : Exception;

    private sealed class RandomLife : ILiquidity
    {
        private readonly Random _random;
        private readonly PositionRig _rig;
        private readonly bool _partialFills;
        private readonly List<OrderReport> _late = [];
        private readonly List<string> _steps = [];
        private bool _calm;
        private DateTimeOffset _lagsUntil;
        private DateTimeOffset _blindUntil;

        public RandomLife(int seed, Market market, ExitStyle style, bool partialFills)
        {
            _random = new Random(seed);
            _partialFills = partialFills;
            var settings = new SymbolSettings
            {
                Symbol = PositionRig.Symbol,
                ExitStyle = style,
                EntryMode = (EntryMode)_random.Next(3),
                StopKind = (StopKind)_random.Next(2),
                QuoteNotional = _random.Next(3) == 0 ? 400m : 100m,
                TrailConfirm = _random.Next(4) == 0,
                FailsafeFlatten = _random.Next(3) == 0,
            };
            _rig = MarginRig.On(market, settings, new EngineOptions { Liquidity = this });
            _rig.Stored = Check;
            _rig.Before = Before;
            _rig.After = After;
            _rig.Event = Deliver;
        }

        public string Story => string.Join(Environment.NewLine, _steps.TakeLast(25)) + Environment.NewLine + _rig.Story;

        public decimal Available(in LiquidityRequest request) =>
            !_calm && _partialFills && _random.Next(3) == 0 ? request.Wanted * _random.Next(0, 100) / 100m : request.Wanted;

        public void Run()
        {
            for (var step = 0; step < 60; step++)
            {
                Guarded(RandomStep());
            }

            _calm = true;
            _blindUntil = _rig.Now;
            _rig.DeliverEvents = true;
            for (var round = 0; round < 30; round++)
            {
                Guarded(("calm", () => _rig.Wait(TimeSpan.FromSeconds(20))));
            }

            var state = _rig.State;
            var rests = state.Status switch
            {
                PositionStatus.Flat => true,
                PositionStatus.Open => Coverage.Of(_rig.Trade, _rig.Rules) == 1m && state.Intents.IsEmpty,
                PositionStatus.Pending or PositionStatus.OpenFilled or PositionStatus.Closing => false,
            };
            Assert.True(rests, $"S8: {state.Status} and not at rest after ten calm minutes.");
            for (var round = 0; round < 20 && _rig.State.Status != PositionStatus.Flat; round++)
            {
                Guarded(("end", () => _rig.Feed(new PositionInput.FlattenRequested("TEST_END"))));
                Guarded(("end", () => _rig.Wait(TimeSpan.FromSeconds(20))));
            }

            Assert.True(_rig.State.Status == PositionStatus.Flat, $"Still {_rig.State.Status}.");
            Assert.Equal((0m, 0m), (_rig.BaseBalance.Debt, _rig.QuoteBalance.Debt));
            Assert.Empty(_rig.Resting);
        }

        private void Guarded((string Name, Action Act) step)
        {
            _steps.Add($"{_rig.Now:HH:mm:ss} {_rig.Last} {_rig.State.Status} {step.Name}");
            for (var act = step.Act; ; act = _rig.Restart)
            {
                try
                {
                    act();
                    break;
                }
                catch (Crash)
                {
                    _steps.Add("crash");
                }
            }

            Check(_rig);
        }

        private (string, Action) RandomStep()
        {
            var size = _random.Next(1, 250);
            switch (_random.Next(16))
            {
                case 0 or 1:
                    var offset = _random.Next(-30, 30);
                    return ($"signal {offset}", () => _rig.Signal(_rig.Last + offset));
                case 2 or 3 or 4:
                    return ($"up {size}", () => _rig.Move(_rig.Last + size));
                case 5 or 6 or 7:
                    return ($"down {size}", () => _rig.Move(_rig.Last - size));
                case 8:
                    return ($"jump {size}", () => _rig.Jump(_rig.Last + size - 125));
                case 9 or 10 or 11:
                    return ($"wait {size}", () => _rig.Wait(TimeSpan.FromSeconds(size)));
                case 12 or 13:
                    return ("bar", () =>
                    {
                        _rig.Bar(_rig.Last + _random.Next(60), _rig.Last - _random.Next(60), _rig.Last);
                        _rig.Tick(Cadence.Trail);
                    });
                case 14 when _random.Next(4) == 0 && !_rig.Resting.IsEmpty:
                    var victim = _rig.Resting[_random.Next(_rig.Resting.Length)];
                    return ($"hand cancels {victim.ClientOrderId}", () =>
                    {
                        _rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(victim.ClientOrderId, victim.OrderId)) { Account = _rig.Settings.Account }, _rig.Now);
                        _rig.Pump();
                    });
                case 14:
                    return ("restart", _rig.Restart);
                default:
                    return ("late events", () =>
                    {
                        var late = _late.ToList();
                        _late.Clear();
                        late.ForEach(report => _rig.Feed(new PositionInput.OrderUpdated(report)));
                    });
            }
        }

        private ExchangeReply? Before(ExchangeRequest request)
        {
            if (_calm)
            {
                return null;
            }

            if (request.Command is ExchangeCommand.Inspect)
            {
                return _rig.Now < _lagsUntil || _random.Next(20) == 0 ? new ExchangeReply.Unknown("maintenance") : _rig.Now < _blindUntil ? Blind(request.Command) : null;
            }

            return _random.Next(30) switch
            {
                0 => throw new Crash(),
                1 => new ExchangeReply.Unknown("lost on the way"),
                2 => new ExchangeReply.Rejected(-2010, "Market is closed."),
                _ => null,
            };
        }

        private ExchangeReply After(ExchangeRequest request, ExchangeReply reply)
        {
            if (_calm || request.Command is ExchangeCommand.Inspect)
            {
                return reply;
            }

            switch (_random.Next(30))
            {
                case 0:
                    throw new Crash();
                case 1:
                    return new ExchangeReply.Unknown("timeout");
                case 2:
                    _lagsUntil = _rig.Now.AddSeconds(8);
                    return new ExchangeReply.Unknown("timeout, and no answers for a while");
                case 3:
                    _blindUntil = _rig.Now.AddSeconds(_random.Next(2, 14));
                    return new ExchangeReply.Unknown("timeout, and looks that show nothing for a while");
                default:
                    return reply;
            }
        }

        /// <summary>A look served by a replica that lags 14 s: it knows the balances, and nothing of what changed since.</summary>
        private ExchangeReply.Inspected Blind(ExchangeCommand look)
        {
            var view = ((ExchangeReply.Inspected)_rig.Engine.Execute(look, _rig.Now)).View;
            var known = _rig.Now.AddSeconds(-14);
            return new ExchangeReply.Inspected(view with
            {
                Orders = [.. view.Orders.Where(order => order.UpdatedAt <= known)],
                OpenOrders = [.. view.OpenOrders.Where(order => order.UpdatedAt <= known)],
                Trades = [.. view.Trades.Where(fill => fill.At <= known)],
                Loans = [.. view.Loans.Where(loan => loan.At <= known)],
            });
        }

        private IEnumerable<OrderReport> Deliver(OrderReport report)
        {
            switch (_calm ? 9 : _random.Next(10))
            {
                case 0:
                    return []; // lost
                case 1:
                    return [report, report];
                case 2:
                    _late.Add(report);
                    return [];
                default:
                    return [report];
            }
        }

        private static void Check(PositionRig rig)
        {
            SafetyOnTheBooks.Always(rig);
            SafetyOnTheBooks.StopsOnlyTighten(rig);
        }
    }
}
