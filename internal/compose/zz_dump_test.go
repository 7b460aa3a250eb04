package compose
import ("testing";"fmt";"os";"encoding/json";"mingbai/internal/budget";"mingbai/internal/profile";"bytes")
func TestZZDump(t *testing.T){
 set,_:=profile.Open(""); p,_:=set.Load("shanxi-datong-2023-unit")
 files,_:=os.ReadDir("/tmp/probe/books")
 for _,f:=range files { raw,_:=os.ReadFile("/tmp/probe/books/"+f.Name()); var b budget.Book; if err:=json.NewDecoder(bytes.NewReader(raw)).Decode(&b);err!=nil{t.Fatal(err)}
  c:=&compiler{book:&b,p:p}; c.head();c.keys();c.codeTables(); now:=current(&b,c.kind)
  sets:=c.printedSets(now); var am []int64; for _,e:=range now[dataFacts]{am=append(am,int64(e.amount))}
  out,_:=json.Marshal(map[string]any{"amounts":am,"sets":sets}); os.WriteFile("/tmp/probe/p_"+f.Name(),out,0o644)
  fmt.Println(f.Name(),len(am),len(sets)) }
}
