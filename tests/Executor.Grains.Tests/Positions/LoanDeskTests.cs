using System.Reflection;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Positions;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Executor.Grains.Tests.Positions;

/// <summary>What a position tells its account about its debt arrives in the end: until it has, nobody else on the account may enter.</summary>
public sealed class LoanDeskTests
{
    private readonly List<DebtReport> _taken = [];
    private Func<Task> _answer = () => Task.CompletedTask;

    [Fact]
    public void Report_AfterOneThatWasLost_IsSentAlthoughItSaysWhatTheAccountTookLast()
    {
        var desk = Desk();
        desk.Report(TradingAccount.CrossMargin, Settled);
        _answer = () => Task.FromException(new IOException("disk full"));
        desk.Report(TradingAccount.CrossMargin, Borrowing); // the account may have taken it all the same
        _answer = () => Task.CompletedTask;

        desk.Report(TradingAccount.CrossMargin, Settled);

        Assert.Equal([false, true, false], _taken.Select(report => report.IsUnsettled));
    }

    [Fact]
    public void Repeat_WhenTheLastReportHadToWaitForTheOneBefore_SendsIt()
    {
        var desk = Desk();
        var slow = new TaskCompletionSource();
        _answer = () => slow.Task;
        desk.Report(TradingAccount.CrossMargin, Borrowing);
        desk.Report(TradingAccount.CrossMargin, Settled); // one at a time: it waits
        slow.SetResult();
        _answer = () => Task.CompletedTask;

        desk.Repeat(Settled);
        desk.Repeat(Settled);

        Assert.Equal([true, false], _taken.Select(report => report.IsUnsettled));
    }

    private static PositionState Settled { get; } = PositionState.Empty("BTCUSDC");

    private static PositionState Borrowing { get; } = Settled with
    {
        Intents = [new Intent { Id = 1, Slot = Slot.Loan, Command = new ExchangeCommand.Borrow("BTCUSDC", "BTC", 1m), At = DateTimeOffset.UnixEpoch }],
    };

    private LoanDesk Desk()
    {
        var grains = DispatchProxy.Create<IGrainFactory, Answering>();
        var account = DispatchProxy.Create<IAccountGrain, Answering>();
        ((Answering)(object)grains).Answer = (_, _) => account;
        ((Answering)(object)account).Answer = (_, arguments) =>
        {
            _taken.Add((DebtReport)arguments[0]!);
            return _answer();
        };
        return new LoanDesk(grains, TimeProvider.System, new SteadyClock(TimeProvider.System), new GrainOptions(), NullLogger.Instance);
    }

    /// <summary>Any interface, answered by one function.</summary>
    public class Answering : DispatchProxy
    {
        public Func<MethodInfo, object?[], object?> Answer { get; set; } = (_, _) => null;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args ?? []);
    }
}
