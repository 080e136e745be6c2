using Executor.Exchange.Errors;

namespace Executor.Exchange.Tests.Errors;

/// <summary>Every row of the protocol sheet's tables of codes (section 2.4), transcribed a second time by its letter.</summary>
public sealed class ErrorTableTests
{
    private const string NotExecuted =
        "-1010 -1013 -1014 -1020 -1100 -1101 -1102 -1103 -1104 -1105 -1106 -1111 -1114 -1115 -1116 -1117 -1118 -1120 -1121 -1125 -1127 -1128 -1130 -1131 "
        + "-1134 -1145 -1158 -1160 -1165 -1166 -1168 -1194 -1196 -1197 -1198 -1199 -1209 -1220 -1222 -1223 -1225 -2010 -2016 -2017 -2018 -2035 -2036 -2038 "
        + "-2039 -2043 -3002 -3006 -3008 -3010 -3012 -3013 -3015 -3016 -3020 -3021 -3024 -3027 -3028 -3029 -3038 -3041 -3042 -3064 -3067 -4047 -11008 -20204";

    private const string Wait = "-1003 -1015 -1034 -1112 -2042 -3007 -3037 -3045";
    private const string Query = "-1000 -1001 -1006 -1007 -3000";
    private const string Overloaded = "-1004 -1008 -3044";
    private const string Fatal = "-1002 -1016 -1022 -2008 -2014 -2015 -3001 -3003 -3004 -3005 -3014 -3022 -3023 -3036 -3999 -11001";
    private const string Current = "-2011 -2013 -2022 -2026";

    public static TheoryData<int, ErrorVerdict> Rows()
    {
        var rows = new TheoryData<int, ErrorVerdict>();
        foreach (var (codes, verdict) in new[]
        {
            (NotExecuted, ErrorVerdict.Refused), (Wait, ErrorVerdict.Wait), ("-1021", ErrorVerdict.SyncClock), (Query, ErrorVerdict.Unknown),
            (Overloaded, ErrorVerdict.Overloaded), (Fatal, ErrorVerdict.Fatal), (Current, ErrorVerdict.StateDiffers), ("-2021", ErrorVerdict.Partial),
        })
        {
            foreach (var code in codes.Split(' '))
            {
                rows.Add(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), verdict);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Code_DecidesWhateverTheStatus(int code, ErrorVerdict expected)
    {
        foreach (var status in (int[])[200, 400, 401, 409, 429, 500, 503])
        {
            Assert.Equal(expected, ErrorTable.Of(code, status));
        }
    }

    [Fact]
    public void Table_HoldsNoOtherCode() => Assert.Equal(Rows().Select(row => row.Data.Item1).Order(), ErrorTable.Rows.Keys.Order());

    [Theory]
    [InlineData(200, ErrorVerdict.Unknown)]
    [InlineData(301, ErrorVerdict.Unknown)]
    [InlineData(400, ErrorVerdict.Refused)]
    [InlineData(401, ErrorVerdict.Refused)]
    [InlineData(403, ErrorVerdict.Unknown)]
    [InlineData(404, ErrorVerdict.Refused)]
    [InlineData(408, ErrorVerdict.Unknown)]
    [InlineData(410, ErrorVerdict.Refused)]
    [InlineData(418, ErrorVerdict.Wait)]
    [InlineData(429, ErrorVerdict.Wait)]
    [InlineData(500, ErrorVerdict.Unknown)]
    [InlineData(502, ErrorVerdict.Unknown)]
    [InlineData(503, ErrorVerdict.Unknown)]
    [InlineData(504, ErrorVerdict.Unknown)]
    public void UnlistedCodeAndNone_AreJudgedByTheStatus(int status, ErrorVerdict expected)
    {
        Assert.Equal(expected, ErrorTable.Of(null, status));
        Assert.Equal(expected, ErrorTable.Of(-51077, status));
    }

    [Theory]
    [InlineData(ErrorVerdict.Refused, true, false)]
    [InlineData(ErrorVerdict.Wait, true, false)]
    [InlineData(ErrorVerdict.SyncClock, true, false)]
    [InlineData(ErrorVerdict.Fatal, true, false)]
    [InlineData(ErrorVerdict.StateDiffers, true, false)]
    [InlineData(ErrorVerdict.Partial, false, false)]
    [InlineData(ErrorVerdict.Unknown, false, true)]
    [InlineData(ErrorVerdict.Overloaded, false, true)]
    public void Verdict_TellsWhatIsProvenAndWhatIsWorthAnotherTry(ErrorVerdict verdict, bool isProven, bool isWorthAnotherHost)
    {
        Assert.Equal(isProven, verdict.ProvesNothingHappened());
        Assert.Equal(isWorthAnotherHost, verdict.IsWorthAnotherHost());
    }
}
